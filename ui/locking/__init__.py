"""When nobody is there: the blank window, the shift's PIN, the hard lock, quick close and quick erase."""
