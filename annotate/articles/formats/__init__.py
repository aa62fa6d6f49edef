"""From raw files to text: file formats, encodings and metadata."""
