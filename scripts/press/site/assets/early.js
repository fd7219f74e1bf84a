/* Before the theme's scripts: a store where the browser denies one, and no search index before somebody searches. */
(() => {
  for (const name of ['localStorage', 'sessionStorage']) {
    try {
      window[name].getItem('');
    } catch {
      const kept = new Map();
      const store = {
        getItem: (key) => kept.get(String(key)) ?? null,
        setItem: (key, value) => void kept.set(String(key), String(value)),
        removeItem: (key) => void kept.delete(String(key)),
        clear: () => kept.clear(),
        key: (index) => [...kept.keys()][index] ?? null,
        get length() { return kept.size; },
      };
      Object.defineProperty(window, name, {configurable: true, value: store});
    }
  }

  const SEARCH = '.md-search, [for="__search"], [href$="#__search"]';
  const KEYS = ['f', 's', '/'];  // by which the theme opens its search
  const wanted = new Promise((resolve) => {
    const look = ({target, key}) => {
      const open = document.getElementById('__search')?.checked;
      if (open || target.closest?.(SEARCH) || KEYS.includes(key)) resolve();
    };
    for (const event of ['focusin', 'pointerdown', 'click', 'keydown']) addEventListener(event, look, true);
    if (new URLSearchParams(location.search).has('q')) resolve();
  });

  /* One engine searches in a worker that it starts at once: this one waits, and keeps what it is told meanwhile. */
  const Real = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(url, ...rest) {
      super();
      if (!/\/workers\/search\b/.test(url)) return new Real(url, ...rest);
      this.waiting = [];
      wanted.then(() => this.start(new Real(url, ...rest)));
    }

    start(real) {
      this.real = real;
      real.addEventListener('message', ({data, ports}) => {
        const event = new MessageEvent('message', {data, ports: [...ports]});
        this.dispatchEvent(event);
        this.onmessage?.(event);
      });
      for (const message of this.waiting) real.postMessage(...message);
    }

    postMessage(...message) {
      if (this.real) this.real.postMessage(...message);
      else this.waiting.push(message);
    }

    terminate() { this.real?.terminate(); }
  };

  const isIndex = (url) => /(search\/search_index|\/search)\.json$/.test(new URL(url, location.href).pathname);
  const {open, send} = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = isIndex(url);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.waits) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
  const get = window.fetch;
  window.fetch = (what, ...rest) => (isIndex(what.url ?? what) ? wanted.then(() => get(what, ...rest)) : get(what, ...rest));
})();
