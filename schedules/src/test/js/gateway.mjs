import { createInterface } from 'node:readline';

/** Requests that wait for their answers, which come in the same order. */
const waiting = [];

createInterface({ input: process.stdin }).on('line', (line) => waiting.shift()(JSON.parse(line)));

/** Asks the gateway at the other end of standard input and output (`SimulationServer`). */
export const ask = (request) =>
  new Promise((resolve) => {
    waiting.push(resolve);
    process.stdout.write(JSON.stringify(request) + '\n');
  });
