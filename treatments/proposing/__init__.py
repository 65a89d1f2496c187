"""What the proposal page shows of a consultation's proposal."""
