"""What the patient reads: the presentation and the plan sheet."""
