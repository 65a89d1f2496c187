"""Combining: which modalities go together, in which order, how far apart, and on which days."""
