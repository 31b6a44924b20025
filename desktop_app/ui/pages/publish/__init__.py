"""Step 5: before publishing, and after it."""
