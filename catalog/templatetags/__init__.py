"""What templates of the catalog need besides Django's own."""
