"""Tonight: one line per person for a burst of arrivals."""
