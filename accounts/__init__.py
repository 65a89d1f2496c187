"""Who works here: people, their roles, and the trail of what they did."""
