"""Files that leave or enter the laptop: CSV, spreadsheets, encryption to recipients."""
