"""Columns to fields: what `columns` is made of, and what is remembered of a person’s choice."""
