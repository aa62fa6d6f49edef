"""Raw files to text: each file format, its encoding and its metadata."""
