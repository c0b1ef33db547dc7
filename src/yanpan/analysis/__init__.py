"""Statistics and rules on tidy tables: pure functions, no disk, no clock, no unseeded randomness."""
