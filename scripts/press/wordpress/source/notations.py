"""Which names shortcodes have that mean something: those of WordPress and WordPress.com, of code, and of page builders.

Names are facts about the source, which the importer and the proof of what it wrote both need; a second list would be
one to keep in step. How such a shortcode is found and read is no such fact, and each of the two has its own way, so
that a fault in the one is not made twice and missed: `press.wordpress.content.shortcodes` writes out what it stands
for, `press.wordpress.proof.typed` only takes off what no visitor saw.
"""

from __future__ import annotations

SHOWING = ("audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption")
# What their names begin with, and those of the themes that bring one along.
BUILDERS = (
    "vc", "et_pb", "fusion", "av", "elementor", "cs", "fl_builder", "kc", "mk", "nectar", "porto", "qode", "themify",
    "tve", "ux",
)  # fmt: skip
# As patterns, since some of their makers have a name for each language.
CODE = (
    "source", "code", "sourcecode", "code-highlight", "crayon", "pre", "php", "python", "java", "javascript", "js",
    "html", "xml", "css", "sql", "bash", "shell", "c", "cpp", "csharp", "ruby", "perl", "plain", "actionscript3", "vb",
    "powershell", "scala", "objc", r"ccn?\w*_\w+", "cci?e?",
)  # fmt: skip
# Where the films, sounds and drawings are to be had that WordPress.com's shortcodes name by a number.
FILMS = {
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "googlemaps": "https://www.google.com/maps/{}",
    "googlevideo": "https://video.google.com/videoplay?docid={}",
    "scribd": "https://www.scribd.com/doc/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "ted": "https://www.ted.com/talks/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "vimeo": "https://vimeo.com/{}",
    "vine": "https://vine.co/v/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "youtube": "https://www.youtube.com/watch?v={}",
}
