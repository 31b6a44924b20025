"""People to tickets: what `importer` is made of, and what takes its work back."""
