"""Search: what a reader asks for, what an engine is asked, and what stands above every engine.

query → syntax → reading → tree     the words, how they were taken, terms
backend                             the seam: what an engine has to do; engines opens one
whoosh/                             the embedded engine
searching, named, ways_out          an engine's answer made into results
related, overview                   other questions asked of the same seam

Promises: nothing here but whoosh/ and engines knows which engine answers; whatever is typed is
answered; what comes out of a page is escaped in snippets, and nowhere else.
"""
