/** The explorer: the reader chooses a loop and its parameters, and sees the trajectory that the grid holds for them. */
import {drawing} from './chart.js';
import {element, near, slider, written} from './form.js';

const NAME = 'explorer_grid';
const START = {table: 'bell_spread_replace', size: 100, generation: 100};
const FEWEST = 5; // generations that make a drawing
const PAUSE = 200; // milliseconds without a change before the answer is read out
const COLUMNS = ['exact', 'mean', 'standard_error', 'low', 'high'];
const KEY = 'Line: exact average. Dots: average of the simulated runs, with its standard error. Band: the middle four fifths of the runs.';
const PERCENT = /share|weight|rate|first/;

const address = (table) => new URL(`../figures/${NAME}.${table}.csv`, import.meta.url);
const fetched = new Map();

/** The rows of a table of the grid, fetched once: numbers where they are, words elsewhere. */
function rowsOf(table) {
  if (!fetched.has(table)) fetched.set(table, read(address(table)));
  return fetched.get(table);
}

async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} gives ${answer.status}`);
  const [head, ...lines] = (await answer.text()).trimEnd().split('\n').map((line) => line.split(','));
  const value = (text) => (text === '' || Number.isNaN(Number(text)) ? text : Number(text));
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, value(line[i])])));
}

const distinct = (values) => [...new Set(values)];
const nearest = (values, wanted) => values.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
const words = (name) => name.replaceAll('_', ' ');
const said = (name, value) => (PERCENT.test(name) ? `${written(100 * value)} %` : written(value, 6));

class Explorer {
  constructor(room, catalogue) {
    this.catalogue = catalogue;
    this.state = {...START};
    this.picture = element('div', {class: 'picture'});
    const key = element('p', {class: 'key'}, KEY);
    this.selects = Object.fromEntries(['family', 'measure', 'regime'].map((name) => [name, element('select', {name})]));
    this.sliders = element('div', {class: 'sliders'});
    this.output = element('output', {'aria-live': 'polite'});
    this.table = element('tbody');
    this.links = element('p', {class: 'links'});
    this.form = element(
      'form', {'aria-label': 'Choose a loop'},
      ...Object.entries(this.selects).map(([name, select]) => element('label', {}, element('span', {}, words(name)), select)),
      this.sliders, this.output,
    );
    const heads = ['generation', ...COLUMNS].map((name) => element('th', {scope: 'col'}, words(name)));
    const values = element('table', {class: 'series'}, element('thead', {}, element('tr', {}, ...heads)), this.table);
    const scroll = element('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The values of this drawing'}, values);
    const details = element('details', {class: 'data'}, element('summary', {}, 'The values of this drawing'), scroll);
    room.append(this.picture, key, this.form, details, this.links);
    this.form.addEventListener('submit', (event) => event.preventDefault());
    for (const select of Object.values(this.selects)) select.addEventListener('change', () => this.choose(select.name));
    addEventListener('hashchange', () => this.follow());
    new ResizeObserver(() => this.draw()).observe(room);
    this.follow();
  }

  /** Take the setting from the address; what it does not say stays as at the start. */
  follow() {
    const asked = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    if (this.catalogue.some((row) => row.table === asked.table)) {
      for (const name of Object.keys(asked)) if (name !== 'table') asked[name] = Number(asked[name]) || START[name];
      this.state = {...START, ...asked};
    }
    this.show();
  }

  /** Change to the table that has what was chosen, and as much as it can of the rest. */
  choose(changed) {
    const names = ['family', 'measure', 'regime'];
    const wanted = Object.fromEntries(names.map((name) => [name, this.selects[name].value]));
    const agreement = (row) => (row.family === wanted.family) * 9 + (row[changed] === wanted[changed]) * 5 +
      names.filter((name) => row[name] === wanted[name]).length;
    this.state.table = this.catalogue.reduce((best, row) => (agreement(row) > agreement(best) ? row : best)).table;
    this.show();
  }

  /** Bring controls, drawing and words in line with the setting. */
  async show() {
    const {table} = this.state, entry = this.catalogue.find((row) => row.table === table);
    const family = this.catalogue.filter((row) => row.family === entry.family);
    this.fill('family', this.catalogue, entry);
    this.fill('measure', family, entry);
    this.fill('regime', family.filter((row) => row.measure === entry.measure), entry);
    try {
      const rows = await rowsOf(table);
      if (table !== this.state.table) return; // something else was chosen while this was on its way
      this.entry = entry;
      this.pick(rows);
    } catch (error) {
      this.output.textContent = `The data could not be loaded (${error.message}).`;
    }
  }

  fill(name, rows, entry) {
    const options = distinct(rows.map((row) => row[name])).map((word) => element('option', {value: word}, word));
    this.selects[name].replaceChildren(...options);
    this.selects[name].value = entry[name];
  }

  /** Choose the cell: each parameter takes the nearest value that there is for those before it. */
  pick(rows) {
    const names = Object.keys(rows[0]).filter((name) => !COLUMNS.includes(name));
    if (this.names?.join() !== names.join()) this.lay(names);
    let left = rows;
    for (const name of names) {
      const all = distinct(left.map((row) => row[name]));
      const options = name === 'generation' ? all.filter((value) => value >= FEWEST) : all;
      this.state[name] = nearest(options, this.state[name] ?? options[Math.floor(options.length / 2)]);
      this.controls[name].offer(options, this.state[name]);
      if (name !== 'generation') left = left.filter((row) => row[name] === this.state[name]);
    }
    this.rows = left.filter((row) => row.generation <= this.state.generation);
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), PAUSE);
  }

  /** Make a slider for each parameter; it moves over the values that there are. */
  lay(names) {
    this.names = names;
    this.controls = {};
    this.sliders.replaceChildren(...names.map((name) => {
      let options = [0];
      const control = slider(name === 'generation' ? 'generations' : words(name), {min: 0, max: 0}, (i) => said(name, options[i]));
      control.input.name = name;
      control.input.addEventListener('input', () => {
        this.state[name] = options[control.input.valueAsNumber];
        this.show();
      });
      this.controls[name] = {
        offer(values, value) {
          options = values;
          control.input.max = values.length - 1;
          control.input.value = values.indexOf(value);
          control.speak();
        },
      };
      return control.field;
    }));
  }

  draw() {
    if (!this.rows) return;
    const svg = drawing(this.rows, this.entry.measure, Math.min(736, Math.max(280, this.picture.clientWidth)));
    svg.setAttribute('aria-label', `${this.setting()}. ${this.result()}`);
    this.picture.replaceChildren(svg);
  }

  /** What was chosen, in words. */
  setting() {
    const parameters = this.names.filter((name) => name !== 'generation');
    return [this.entry.family, this.entry.regime, ...parameters.map((name) => `${words(name)} ${said(name, this.state[name])}`)].join(', ');
  }

  /** What becomes of it, in words. */
  result() {
    const {mean, standard_error: error, low, high, exact, generation} = this.rows.at(-1);
    const line = exact === undefined ? 'no closed form is known here, so there is no line' : `${written(exact)}, ${this.entry.scope}`;
    return `After ${generation} generations, ${this.entry.measure}: ${line}. ` +
      `Simulated: ${written(mean)} ± ${written(error, 1)} on average, four runs in five from ${written(low)} to ${written(high)}.`;
  }

  /** Say what is drawn, tabulate it, and put the setting into the address. */
  tell() {
    this.output.textContent = this.result();
    this.table.replaceChildren(...this.rows.map((row) => element(
      'tr', {}, element('th', {scope: 'row'}, row.generation),
      ...COLUMNS.map((name) => element('td', {}, row[name] === undefined ? 'not known' : written(row[name], 4))),
    )));
    const {table, ...rest} = this.state;
    const shown = Object.fromEntries(this.names.map((name) => [name, rest[name]]));
    const hash = `#${new URLSearchParams({table, ...shown})}`;
    history.replaceState(history.state, '', hash);
    this.links.replaceChildren(
      element('a', {href: hash}, 'Link to this setting'),
      element('a', {href: address(table), download: ''}, 'All settings of this loop as CSV'),
    );
  }
}

for (const room of document.querySelectorAll(`figure[data-figure="${NAME}"] .live`)) {
  near(room.parentElement, () => rowsOf('catalogue').then((catalogue) => new Explorer(room, catalogue), (error) => {
    room.append(element('p', {}, `The data of the explorer could not be loaded (${error.message}).`));
  }));
}
