"""The command line: parses a command, asks the question and hands on the answer."""
