"""How model.npz was made; nothing here is used at run time.

gold     annotated texts: SlavicNER as JSON lines, and texts of our own with the names marked
copies   the same texts with other names, places and bodies in them
train    python -m indexer.naming.people.tagger.training.train --help   (the extra `train`)
"""
