"""Opening the register with a passphrase."""
