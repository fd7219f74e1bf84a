/** What makes the pages quicker to use; each is whole without it. */
const WIDE = matchMedia('(min-width: 76.25em)');

/* One slider leafs through all sheets of a figure. */
for (const figure of document.querySelectorAll('figure.sheets')) {
  const slide = figure.querySelector('.slide'), input = slide.querySelector('input');
  const sheets = [...figure.querySelectorAll('.sheet')].map((sheet) => ({sheet, steps: JSON.parse(sheet.dataset.steps)}));
  const counts = Object.keys(sheets[0].steps).map(Number);
  const show = () => {
    const count = counts[input.valueAsNumber];
    const said = sheets.map(({sheet, steps}) => {
      const [what, measured, file] = steps[count], image = sheet.querySelector('img');
      const words = `${sheet.querySelector('p b').textContent} ${what}, ${sheet.querySelector('.measured').firstChild.textContent}${measured}`;
      image.src = new URL(file, image.src);
      image.alt = words;
      sheet.querySelector('.what').textContent = what;
      sheet.querySelector('.measured b').textContent = measured;
      return words;
    });
    slide.querySelector('output').textContent = count;
    input.setAttribute('aria-valuetext', `${count}. ${said.join('. ')}`);
  };
  input.addEventListener('input', show);
  show();
  slide.hidden = false;
}

/* A verdict and its sentence belong together. */
for (const note of document.querySelectorAll('.claim-note')) {
  const mark = document.getElementById(note.id.replace('note-', 'claim-'));
  const verdict = document.querySelector(`.claim-verdict[popovertarget="${note.id}"]`);
  const light = (on) => mark?.classList.toggle('open', on || note.matches(':popover-open'));
  note.addEventListener('toggle', () => light(false));
  note.addEventListener('focusout', ({relatedTarget}) => {
    if (relatedTarget && !note.contains(relatedTarget) && !WIDE.matches) note.hidePopover();
  });
  for (const event of ['pointerenter', 'focus']) verdict?.addEventListener(event, () => light(true));
  for (const event of ['pointerleave', 'blur']) verdict?.addEventListener(event, () => light(false));
  mark?.addEventListener('click', () => { if (!getSelection().toString()) verdict?.click(); });
  const copy = note.querySelector('.copy-link');
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(new URL(copy.dataset.link, location.href).href);
      copy.textContent = 'Link copied';
    });
  }
}
const follow = () => {
  const [, claim] = /^#claim-(\w+)$/.exec(location.hash) ?? [];
  const note = claim && WIDE.matches && document.getElementById(`note-${claim}`);
  if (note && !note.matches(':popover-open')) note.showPopover();
};
addEventListener('hashchange', follow);
follow();

/* Escape sends the card of a footnote away and leaves the focus where it is; it comes back when it is asked for. */
addEventListener('keydown', ({key}) => { if (key === 'Escape') document.documentElement.classList.add('quiet'); });
for (const event of ['focusin', 'pointerover']) {
  addEventListener(event, ({target}) => {
    if (target.closest?.('.footnote-ref')) document.documentElement.classList.remove('quiet');
  });
}

/* On paper every picture is there, also those that nobody has scrolled to. */
addEventListener('beforeprint', () => {
  for (const image of document.querySelectorAll('img[loading="lazy"]')) image.loading = 'eager';
});

/* An address that holds a setting opens the fold in which it can be changed. */
const fold = document.querySelector('details.more');
if (fold && new URLSearchParams(location.hash.slice(1)).has('table')) {
  fold.open = true;
  fold.scrollIntoView();
}

/* An address opens what folds away the place that it names. */
const unfold = () => {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = place && place.closest('details:not([open])');
  if (!around) return;
  around.open = true;
  place.scrollIntoView();
};
addEventListener('hashchange', unfold);
unfold();

/* The theme's buttons on blocks of code are landmarks; each needs a name of its own. */
addEventListener('load', () => document.querySelectorAll('nav.md-code__nav').forEach((each, place) => {
  each.setAttribute('aria-label', `Code ${place + 1}`);
}));
