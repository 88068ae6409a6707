"""The embedded engine behind the seam: a Whoosh index, read and written by indexer.columnar.

backend     the seam's verbs              fields     a Document as the index' fields, and back
lower       a tree as Whoosh's query      analysers  stems and exact forms; pickled by their path

Nothing outside of this folder and indexer/columnar imports whoosh; indexer.search.engines opens it.
"""
