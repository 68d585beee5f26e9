"""Those who ask: somebody, an authority, and the computer's own clock."""
