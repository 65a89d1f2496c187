"""What the pages of adopted plans show, for clinicians and for the desk."""
