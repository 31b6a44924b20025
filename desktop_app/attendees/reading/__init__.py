"""Bytes to rows: what `reader` is made of."""
