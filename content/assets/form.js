/** What the figures that come to life share: labelled controls, and how a number is written. */

/** An element with attributes and children; no innerHTML, so no text is ever read as markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A range input under its label, with its value written beside it; `say` puts the value into words. */
export function slider(label, attributes, say) {
  const input = element('input', {type: 'range', ...attributes});
  const value = element('span', {class: 'value', 'aria-hidden': 'true'});
  const speak = () => {
    value.textContent = say(input.valueAsNumber);
    input.setAttribute('aria-valuetext', value.textContent);
  };
  input.addEventListener('input', speak);
  speak();
  return {input, speak, field: element('label', {}, element('span', {}, label, ' ', value), input)};
}

/** Do something once an element comes near the window; one in a closed fold never does. */
export function near(place, wake) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some(({isIntersecting}) => isIntersecting)) return;
    watch.disconnect();
    wake();
  }, {rootMargin: '300px'});
  watch.observe(place);
}

/** A number to the given count of significant digits. */
export const written = (value, digits = 3) => new Intl.NumberFormat('en', {maximumSignificantDigits: digits}).format(value);
