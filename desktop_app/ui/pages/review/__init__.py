"""Step 4: the draft at Zoom beside what was entered."""
