"""What a list is made of, in memory: tables of packed cells, and the text in a cell. All other parts build on it."""
