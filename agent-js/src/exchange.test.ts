import { describe, expect, test } from 'vitest';
import { GatewayDouble } from '../test/double/gateway.js';
import { BASE, ORIGIN, world, type Wire } from '../test/double/world.js';
import { contextBytes } from './context.js';
import { exchangeClient, type Exchanged } from './exchange.js';
import { signWithPage } from './page-key.js';
import { memoryStore } from './store.js';
import { makeToken } from './token.js';

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** The status that a fresh token of this epoch has at the gateway. */
function proven(gateway: GatewayDouble, { epoch }: Exchanged): number {
  const token = makeToken(epoch, 32, contextBytes(), random) ?? new Uint8Array();
  return gateway.epochs.verify(Buffer.from(token), Buffer.from(signWithPage(epoch.page, token)));
}

describe('a new browser', () => {
  test('enrols at its first contact, and its tokens are good', async () => {
    const gateway = new GatewayDouble();
    const done = await exchangeClient(world(gateway)).exchange('tab');
    expect(gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer']);
    expect(done.state).toMatchObject({ fresh: true, valid: true, state: false, status: 'enrolled', code: 200 });
    expect(proven(gateway, done)).toBe(200);
  });
});
