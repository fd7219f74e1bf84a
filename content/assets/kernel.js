/**
 * The portable kernel of scripts/collapse/numerics/portable.py, line by line; tests hold the two to the same bits.
 *
 * Words are kept as signed 32-bit integers; everything else is a double under + - * / and Math.sqrt. No other function
 * of Math may enter: engines round them differently.
 */

const SPREAD = 2654435761, UNIT = 2.3283064365386963e-10;
const HALF_ROOT = 0.7071067811865476, LOG_2_HIGH = 6.93147180369123816490e-01, LOG_2_LOW = 1.90821492927058770002e-10;
const LOG = [
  0.6666666666666735130, 0.3999999999940941908, 0.2857142874366239149, 0.2222219843214978396,
  0.1818357216161805012, 0.1531383769920937332, 0.1479819860511658591,
];
// Wichura's coefficients, the highest first.
const CENTRE_OVER = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
];
const CENTRE_UNDER = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
];
const TAIL_OVER = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const TAIL_UNDER = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
];
const double = new Float64Array(1);
const [low, high] = new Uint8Array(Uint16Array.of(1).buffer)[0] ? [0, 1] : [1, 0];
const halves = new Uint32Array(double.buffer);

/** The stream of one replicate: four words of splitmix32 are the state of sfc32. */
export function seeded(seed, replicate = 0) {
  let state = seed + Math.imul(replicate, SPREAD) | 0;
  return Int32Array.from({length: 4}, () => {
    state = state + 0x9E3779B9 | 0;
    let word = Math.imul(state ^ state >>> 16, 0x21F0AAAD);
    word = Math.imul(word ^ word >>> 15, 0x735A2D97);
    return word ^ word >>> 15;
  });
}

/** Draw a word by sfc32. */
export function word(stream) {
  const [a, b, c, d] = stream;
  const drawn = a + b + d | 0;
  stream[3] = d + 1;
  stream[0] = b ^ b >>> 9;
  stream[1] = c + (c << 3);
  stream[2] = (c << 21 | c >>> 11) + drawn;
  return drawn >>> 0;
}

/** Draw a uniform number, never 0 nor 1. */
export const uniform = (stream) => (word(stream) + 0.5) * UNIT;

/** Draw a standard normal number. */
export const normal = (stream) => inverseNormal(uniform(stream));

/** The natural logarithm of a positive normal number by fdlibm's polynomial. */
export function log(x) {
  double[0] = x;
  let k = (halves[high] >>> 20) - 1022;
  halves[high] = halves[high] & 0xFFFFF | 0x3FE00000;
  let f = double[0];
  if (f < HALF_ROOT) {
    f *= 2;
    k -= 1;
  }
  f -= 1;
  const s = f / (2 + f), z = s * s, w = z * z;
  const even = w * (LOG[1] + w * (LOG[3] + w * LOG[5]));
  const odd = z * (LOG[0] + w * (LOG[2] + w * (LOG[4] + w * LOG[6])));
  const rest = odd + even, half = 0.5 * f * f;
  return k * LOG_2_HIGH - ((half - (s * (half + rest) + k * LOG_2_LOW)) - f);
}

/** The point below which a standard normal number lies with chance u. */
export function inverseNormal(u) {
  const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_OVER, r)) / polynomial(CENTRE_UNDER, r);
  }
  const root = Math.sqrt(-log(q < 0 ? u : 1 - u)) - 1.6;
  const size = polynomial(TAIL_OVER, root) / polynomial(TAIL_UNDER, root);
  return q < 0 ? -size : size;
}

function polynomial(c, x) {
  return ((((((c[0] * x + c[1]) * x + c[2]) * x + c[3]) * x + c[4]) * x + c[5]) * x + c[6]) * x + c[7];
}

/** The variance in each generation of a normal distribution fitted to its own samples and to `real` new real points. */
export function refits(stream, size, real, generations) {
  const variances = new Float64Array(generations + 1);
  let mean = 0, deviation = 1;
  for (let generation = 0; generation <= generations; generation += 1) {
    let total = 0, squares = 0;
    for (let i = 0; i < size; i += 1) {
      const drawn = normal(stream), point = i < real ? drawn : mean + deviation * drawn;
      total += point;
      squares += point * point;
    }
    mean = total / size;
    variances[generation] = Math.max(squares / size - mean * mean, 0);
    deviation = Math.sqrt(variances[generation]);
  }
  return variances;
}

/** Those variances on average over the replicates so far, added up in order, after each replicate. */
export function* averages({size, real, generations, replicates, seed}) {
  const sums = new Float64Array(generations + 1);
  for (let done = 1; done <= replicates; done += 1) {
    const variances = refits(seeded(seed, done - 1), size, real, generations);
    for (let i = 0; i <= generations; i += 1) sums[i] += variances[i];
    yield {done, average: sums.map((sum) => sum / done)};
  }
}
