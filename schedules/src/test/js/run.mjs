import { createHash } from 'node:crypto';
import { ask } from './gateway.mjs';
import { options } from './options.mjs';
import { Schedule } from './schedule.mjs';

/** Schedules under way at a time: enough that Node and the gateway do not wait for each other. */
const AT_A_TIME = 8;

const { kind, seed, runs, fault } = options;
const figures = { schedules: 0, messages: 0, conflicts: 0, collisions: 0, copies: 0, fingerprint: 0 };
let next = 0;
let failure;

async function play() {
  while (next < runs && !failure) {
    const own = seed + next++;
    const schedule = new Schedule({ seed: own, kind, fault });
    const world = await schedule.play();
    figures.schedules++;
    figures.messages += world.wire.messages;
    figures.conflicts += world.wire.conflicts;
    figures.collisions += world.collisions;
    figures.copies += world.copied ? 1 : 0;
    // In any order: schedules end as they like.
    figures.fingerprint ^= createHash('sha256').update(world.log.join('\n')).digest().readInt32BE();
    if (world.violation) failure ??= { seed: own, violation: world.violation.message, log: world.log };
  }
}

await Promise.all(Array.from({ length: AT_A_TIME }, play));
await ask({ op: 'report', ...figures, failure });
process.exit(0);
