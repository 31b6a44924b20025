"""What is being planned, and its rules. No input or output of any kind."""
