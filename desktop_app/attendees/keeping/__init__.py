"""The record on the disk: what `journal` is made of."""
