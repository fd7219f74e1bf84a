"""Where the films, sounds and drawings are to be had that WordPress.com's shortcodes name by a number."""

from __future__ import annotations

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
