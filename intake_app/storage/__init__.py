"""The only room that knows SQL: SQLAlchemy, Alembic and SQLCipher. Rows never leave it."""
