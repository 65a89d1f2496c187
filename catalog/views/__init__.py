"""The pages of the catalog: what is in force, a table, a fact, the items, and the sign-off."""
