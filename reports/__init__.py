"""Frozen report models in, PDF bytes out: the only room that knows reportlab."""
