/** The Gaussian figure runs again in the browser: the same kernel, and with the settings as printed the same line. */
import {element, near, slider, written} from './form.js';

const NAME = 'gaussian_variance';
const SVG = 'http://www.w3.org/2000/svg';

async function enliven(figure) {
  const {params, series} = await (await fetch(new URL(`../figures/${NAME}.json`, import.meta.url))).json();
  const lines = [...figure.querySelectorAll('svg[data-x]')].map((svg) => {
    const path = document.createElementNS(SVG, 'path');
    for (const [name, value] of Object.entries({class: 'overlay sfg', fill: 'none'})) path.setAttribute(name, value);
    svg.append(path);
    return {path, x: scale(svg.dataset.x), y: scale(svg.dataset.y)};
  });
  const size = slider('Points in each generation', {min: 20, max: 500, step: 20, value: params.size}, String);
  const real = slider('of them new and real', {min: 0, max: params.size, step: 1, value: 0}, String);
  const seed = element('input', {type: 'number', min: 0, max: 2 ** 32 - 1, step: 1, value: params.seed, required: ''});
  const output = element('output', {'aria-live': 'polite'}, 'The dashed line will be drawn over the printed ones.');
  const form = element(
    'form', {'aria-label': 'Run the simulation in your browser'},
    size.field, real.field, element('label', {}, element('span', {}, 'Seed'), seed),
    element('button', {class: 'md-button'}, 'Run it here'), output,
  );
  size.input.addEventListener('input', () => {
    real.input.max = size.input.value;
    real.speak();
  });
  let worker;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const job = {...params, size: size.input.valueAsNumber, real: real.input.valueAsNumber, seed: seed.valueAsNumber};
    worker?.terminate();
    worker = new Worker(new URL('./worker.js', import.meta.url), {type: 'module'});
    output.textContent = 'Running ...';
    worker.onerror = () => { output.textContent = 'The simulation could not be started in this browser.'; };
    worker.onmessage = ({data: {done, average, seconds}}) => {
      for (const {path, x, y} of lines) {
        path.setAttribute('d', `M${Array.from(average, (value, i) => `${x(i)} ${y(value)}`).join('L')}`);
      }
      if (done === job.replicates) output.textContent = said(job, average, seconds, printed(job, params, series));
    };
    worker.postMessage(job);
  });
  figure.querySelector('.live').append(form);
}

/** From a value to its place in the drawing, by an attribute that the figure's file carries. */
function scale(attribute) {
  const [origin, step] = attribute.split(' ').map(Number);
  return (value) => (origin + step * value).toFixed(1);
}

/** The printed line that has the same settings, if there is one. */
function printed(job, params, series) {
  if (job.size !== params.size || job.seed !== params.seed) return undefined;
  return {0: series.replace, [params.real]: series.mix_fresh}[job.real]?.variance;
}

function said({size, real, seed, replicates}, average, seconds, line) {
  const same = line?.every((value, i) => value === Number(average[i].toPrecision(6)));
  return `After ${average.length - 1} generations of ${size} points, ${real} of them real, ` +
    `${written(average.at(-1), 4)} of the variance is left, on average over ${written(replicates, 6)} runs from seed ` +
    `${seed} (${seconds.toFixed(1)} s).` +
    (line ? same ? ' Every value is that of the printed line.' : ' The values differ from those of the printed line.' : '');
}

for (const figure of document.querySelectorAll(`figure[data-figure="${NAME}"]:has(.live)`)) near(figure, () => enliven(figure));
