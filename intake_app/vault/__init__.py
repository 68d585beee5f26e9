"""Passphrases, keyrings and keys: cryptography only, quick to import."""
