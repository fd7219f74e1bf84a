"""New replies to a mirrored blog: taken by Isso in the site's own process, approved by hand, frozen into static pages.

A page's form is plain HTML and posts to `/isso/reply`; nothing of it needs a script. What Isso keeps (mail addresses,
cut network addresses) stays in `.comments/`, which no engine publishes and git ignores. `store` is Isso's database,
`form` the request, `server` joins both with the built site.
"""
