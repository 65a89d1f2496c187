"""The entrance hall: settings, addresses, and the pages that belong to no single room."""
