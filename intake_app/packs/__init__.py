"""Reads and checks the data in seeds/ and hands it on as domain objects."""
