"""What is planned and what is done; here stands the one bridge to the planner."""
