"""Use cases: functions from a command and a session to changes or frozen rows."""
