"""What the window looks like: colours, style sheet, fonts, icons."""
