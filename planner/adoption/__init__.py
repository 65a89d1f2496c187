"""What an adopted course is made of: reading it back, judging its steps, what follows a change, and what differs."""
