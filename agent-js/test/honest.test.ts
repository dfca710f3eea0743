import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RelockError } from '../src/error.js';
import { memoryStore, type DeviceStore } from '../src/store.js';
import { GatewayDouble } from './double/gateway.js';
import { load, proven } from './double/page.js';
import { type Wire } from './double/world.js';

/** What befalls one message. */
type MessageFate = 'arrives' | 'lost' | 'answer lost' | 'twice' | 'replayed';
/** What befalls one transaction of the store. */
type StoreFate = 'done' | 'crash before' | 'crash after';
/** What befalls the gateway. */
type GatewayFate = 'rests' | 'forgets' | 'forgets all' | 'misses entries' | 'finds entries' | 'new key';

const mostly = <T>(usual: T, weight: number, ...others: T[]): fc.Arbitrary<Iterator<T>> =>
  fc.infiniteStream(
    fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) }),
  );

const fates = fc.record({
  messages: mostly<MessageFate>('arrives', 1, 'lost', 'answer lost', 'twice', 'replayed'),
  stores: mostly<StoreFate>('done', 15, 'crash before', 'crash after'),
  gateway: mostly<GatewayFate>('rests', 3, 'forgets', 'forgets all', 'misses entries', 'finds entries', 'new key'),
  tabs: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
});

/** How often the gateway loses or finds its memory while the pages are loaded. */
const MISFORTUNES = 3;

const next = <T>(stream: Iterator<T>): T => stream.next().value as T;

test('whatever befalls an honest browser, it is never taken for two, and keeps its device', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fates, async (scheduler, { messages, stores, gateway: misfortunes, tabs }) => {
      const gateway = new GatewayDouble();
      const disk = memoryStore();
      const { device } = await load(gateway, disk);
      const sent: (() => unknown)[] = [];
      const missed = new Map(gateway.entries);

      const wire: Wire = async (deliver) => {
        const fate = next(messages);
        await scheduler.schedule(Promise.resolve(), 'request ' + fate);
        if (fate !== 'arrives') gateway.log.push(`(${fate})`);
        if (fate === 'lost') throw new TypeError('network');
        // Not after the gateway forgot: an enrolment is as good as its challenge, for 60 s.
        if (fate === 'replayed' && gateway.entries.size) sent.forEach((again) => again());
        sent.push(deliver);
        befall(next(misfortunes));
        const reply = deliver();
        const second = fate === 'twice' ? deliver() : undefined;
        // What was made anew meanwhile counts; the old is not found again.
        if (gateway.entries.size) missed.clear();
        befall(next(misfortunes));
        await scheduler.schedule(Promise.resolve(), 'answer');
        if (fate === 'answer lost') throw new TypeError('network');
        return second ?? reply;
      };
      const store: DeviceStore = {
        async update(base, change) {
          const fate = next(stores);
          await scheduler.schedule(Promise.resolve(), 'store ' + fate);
          if (fate !== 'done') gateway.log.push(`(${fate})`);
          if (fate === 'crash before') throw new RelockError('storage');
          const now = await disk.update(base, change);
          if (fate === 'crash after') throw new RelockError('storage');
          return now;
        },
      };

      const tab = async (pages: number): Promise<void> => {
        for (let page = 0; page < pages; page++) {
          // A crash, or a network that is gone, ends the page; the next one begins with what is stored.
          await load(gateway, store, wire).catch((error: unknown) => {
            expect(error).toBeInstanceOf(RelockError);
            expect((error as RelockError).code).toMatch(/^(storage|network|unsettled)$/);
          });
        }
      };
      let misfortunesLeft = MISFORTUNES;
      const befall = (fate: GatewayFate): void => {
        if (fate === 'rests' || misfortunesLeft-- <= 0) return;
        gateway.log.push(`(gateway ${fate})`);
        if (fate === 'forgets') gateway.forget();
        if (fate === 'forgets all') gateway.forget(false);
        if (fate === 'new key') gateway.rotateKey();
        if (fate === 'misses entries') {
          gateway.entries.forEach((entry, id) => missed.set(id, entry));
          gateway.forget(false);
        }
        if (fate === 'finds entries' && gateway.entries.size === 0) {
          missed.forEach((entry, id) => gateway.entries.set(id, entry));
        }
      };
      await scheduler.waitFor(Promise.all(tabs.map(tab)));

      expect(gateway.tombstones.size, gateway.log.join('\n')).toBe(0);
      const last = await load(gateway, disk);
      expect(gateway.tombstones.size, gateway.log.join('\n')).toBe(0);
      expect(last.device).toBe(device);
      expect(proven(gateway, last)).toBe(200);
    }),
    { numRuns: Number(process.env['RELOCK_RUNS'] ?? 60) },
  );
}, 600_000);
