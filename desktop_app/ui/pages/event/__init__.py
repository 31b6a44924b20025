"""Step 3: the type of the event, and the form; the parts of the form are a file each."""
