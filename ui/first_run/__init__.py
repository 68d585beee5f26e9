"""Setting up a centre, or bringing a backup back."""
