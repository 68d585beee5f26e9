"""The centre's settings, this laptop's preferences, and the backup."""
