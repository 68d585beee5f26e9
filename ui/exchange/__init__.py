"""Files out and in: the export, and our own exports coming back."""
