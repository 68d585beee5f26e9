"""Item models over ids with a row cache, and the words that records are shown in."""
