"""MkDocs gets the generated pages from press."""

from press.site.hook import *  # noqa: F403
