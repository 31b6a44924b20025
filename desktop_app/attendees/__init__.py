"""From a file to tickets: `reader` reads it, `columns` finds out which column is which, `roster` checks every row,
`journal` keeps what is done, `importer` does it, and `report` tells it as a file."""
