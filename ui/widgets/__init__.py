"""Widgets that know nothing of people, cards or rules."""
