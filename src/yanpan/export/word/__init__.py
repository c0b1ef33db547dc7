"""The parts of a Word file: styles, the text, its tables, the package."""
