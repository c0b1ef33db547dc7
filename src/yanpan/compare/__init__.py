"""Two runs side by side: figures, grades, problems and wording that differ, by village, with the cause."""
