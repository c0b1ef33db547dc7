"""Small cells: which numbers of a published table must be left out so that none can be reckoned back."""
