"""Pages for those who read and sign: the index of a round's reports."""
