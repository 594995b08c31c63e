"""Files as tables of text: which there are, how their bytes are read, and the columns they hold."""
