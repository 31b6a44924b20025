"""Cells to people: what `roster` is made of."""
