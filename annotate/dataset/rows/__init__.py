"""Conversion of documents and decisions into the rows of the dataset, batch by batch."""
