"""Documents and decisions to the rows of the dataset, batch by batch."""
