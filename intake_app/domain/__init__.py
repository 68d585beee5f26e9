"""Frozen data and rules of a reception desk; pure Python, no disk, no screen, no database."""
