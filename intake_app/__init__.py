"""Intake without a screen: domain, services, vault, storage, exchange and the command line."""

__version__ = "0.4.0"
