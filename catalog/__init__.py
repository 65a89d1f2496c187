"""What the clinic offers and what medicine says, in versions; it knows no patient."""
