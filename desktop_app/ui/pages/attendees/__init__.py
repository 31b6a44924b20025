"""Step 6: four faces (drop, check, importing, finished), and the controls that do what their buttons ask for."""
