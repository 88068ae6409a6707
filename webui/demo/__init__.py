"""A small newspaper of the project's own, served on loopback.

    data/sample/            the newspaper: one text file an article, templates, the truth
      └─ SampleSite         path and look → Page; pure, no network
           └─ SampleServer  the same over HTTP/1.1 on 127.0.0.1; /trouble/ for crawler tests

Promises: everything in it is invented; the same folder and address give the same bytes; the first
look and the second differ in exactly the articles that say so (one changed, one gone, one new);
nothing is written anywhere and nothing but 127.0.0.1 is listened on.
"""

from webui.demo.folder import sample_folder
from webui.demo.server import Request, SampleServer
from webui.demo.site import Page, SampleSite
from webui.demo.stories import (
    FIRST_LOOK,
    SECOND_LOOK,
    Comment,
    SampleError,
    Story,
    load_stories,
)

__all__ = [
    "FIRST_LOOK",
    "SECOND_LOOK",
    "Comment",
    "Page",
    "Request",
    "SampleError",
    "SampleServer",
    "SampleSite",
    "Story",
    "load_stories",
    "sample_folder",
]
