"""What is asked of the graph as a whole, and how an answer is ranked and told: values and pure functions."""
