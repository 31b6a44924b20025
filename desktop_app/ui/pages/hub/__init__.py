"""Step 2: the hub, and its events."""
