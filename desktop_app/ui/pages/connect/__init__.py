"""Step 1: practice, or an account, and what it may do."""
