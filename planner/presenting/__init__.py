"""Presenting: from the courses that were chosen to what a person reads of them."""
