"""What a page and the bar below it keep to, so that they line up. In pixels."""

MEASURE = 760
"""Widest column of content, so that lines stay readable; a narrower window has the smaller margins."""

MARGIN = 64
NARROW_MARGIN = 24
"""Beside that column."""
