"""The desk: one form, made for the keyboard."""
