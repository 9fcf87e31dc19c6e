"""What stands around the canvas: filters at the left, what is selected at the right, tables, sentences, the bar."""
