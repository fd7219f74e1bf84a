/** One trajectory as a drawing: its band, its exact line, and the means of its runs with their standard errors. */

const LEFT = 54, RIGHT = 14, TOP = 30, BOTTOM = 44;
const SVG = 'http://www.w3.org/2000/svg';

function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Round numbers from 0 up to the end, about `count` of them. */
export function ticks(end, count) {
  const rough = end / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
  return Array.from({length: Math.floor(end / step + 1e-9) + 1}, (_, i) => Number((i * step).toPrecision(6)));
}

/** Draw rows of a table for a width in pixels; `measure` is what stands over the axis. */
export function drawing(rows, measure, width) {
  const height = Math.round(Math.max(240, width * 0.5)), foot = height - BOTTOM;
  const end = rows.at(-1).generation;
  const values = rows.flatMap((row) => [row.high, row.mean, row.exact ?? 0]);
  const top = Math.max(1.05, ...values) * 1.05;
  const steps = [(width - LEFT - RIGHT) / end, (TOP - foot) / top];
  const x = (value) => (LEFT + steps[0] * value).toFixed(1), y = (value) => (foot + steps[1] * value).toFixed(1);
  const line = (key, list = rows) => list.map((row) => `${x(row.generation)} ${y(row[key])}`).join('L');
  const svg = shape('svg', {
    viewBox: `0 0 ${width} ${height}`, role: 'img', 'data-x': `${LEFT} ${steps[0]}`, 'data-y': `${foot} ${steps[1]}`,
  });
  svg.append(shape('text', {x: LEFT, y: 16, class: 'ffg'}, measure));
  for (const tick of ticks(top, 5)) {
    svg.append(shape('path', {d: `M${LEFT} ${y(tick)}H${width - RIGHT}`, class: 'sgr'}));
    svg.append(shape('text', {x: LEFT - 8, y: y(tick), dy: '.35em', 'text-anchor': 'end', class: 'ffg'}, tick));
  }
  for (const tick of ticks(end, 5)) {
    svg.append(shape('text', {x: x(tick), y: foot + 18, 'text-anchor': 'middle', class: 'ffg'}, tick));
  }
  svg.append(shape('path', {d: `M${LEFT} ${TOP}V${foot}H${width - RIGHT}`, class: 'sfg', fill: 'none'}));
  svg.append(shape('text', {x: (LEFT + width - RIGHT) / 2, y: height - 8, 'text-anchor': 'middle', class: 'ffg'}, 'generation'));
  svg.append(shape('path', {d: `M${line('low')}L${line('high', rows.toReversed())}Z`, class: 'band fc1', 'fill-opacity': 0.15}));
  if ('exact' in rows[0]) svg.append(shape('path', {d: `M${line('exact')}`, class: 'exact sc1', fill: 'none', 'stroke-width': 2}));
  for (const row of rows) {
    const bar = [row.mean - row.standard_error, row.mean + row.standard_error].map((value) => y(Math.max(value, 0)));
    svg.append(shape('path', {d: `M${x(row.generation)} ${bar[0]}V${bar[1]}`, class: 'sc2', 'stroke-width': 1.5}));
    svg.append(shape('circle', {cx: x(row.generation), cy: y(row.mean), r: 3, class: 'mean fc2'}));
  }
  return svg;
}
