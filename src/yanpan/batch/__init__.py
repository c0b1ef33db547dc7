"""The batch: which notebooks to run, how, and what became of them."""
