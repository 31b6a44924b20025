"""From a file to tickets: `reader` reads it, `columns` finds out which column is which, `roster` checks every row,
`journal` keeps what is done, `importer` does it, and `report` tells it as a file.

The rest of the program imports the modules of this folder. The packages in it (`cells`, `reading`, `matching`,
`checking`, `sending`, `keeping`) are how these do it, and nobody else's business.
"""
