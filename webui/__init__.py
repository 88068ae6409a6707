"""How it is shown: no SQL, no parsing, no import of whoosh."""
