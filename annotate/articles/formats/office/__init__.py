"""Documents of office programs, books and PDF files: their text as a reader sees it."""
