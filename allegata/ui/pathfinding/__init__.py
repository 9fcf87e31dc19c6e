"""The parts of the page for paths: what is asked and found, the form, the answer."""
