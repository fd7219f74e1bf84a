/** Runs the kernel beside the page, so that the page never waits; tells the average so far ten times a second. */
import {averages} from './kernel.js';

const PATIENCE = 100; // milliseconds

onmessage = ({data: job}) => {
  const start = performance.now();
  let told = start;
  for (const {done, average} of averages(job)) {
    const now = performance.now();
    if (done === job.replicates || now - told > PATIENCE) {
      told = now;
      postMessage({done, average, seconds: (now - start) / 1000});
    }
  }
};
