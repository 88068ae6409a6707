"""The API described for programs (OpenAPI 3.1) and, from the same words, for people.

    schemas      what is answered          parameters   what may be asked
    paths        which address does what   document     all of it as one object

tests/webui/test_openapi.py asks every path on a sample and holds the answer against its schema; a
route that is neither described nor a page is an error there.
"""

from webui.openapi.document import PAGES, document

__all__ = ["PAGES", "document"]
