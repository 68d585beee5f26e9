"""Handouts: the print queue, and the paper kit for the night the laptop dies."""
