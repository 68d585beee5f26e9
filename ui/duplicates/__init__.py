"""Duplicates: people who may be recorded twice, compared side by side, joined, or said to be two."""
