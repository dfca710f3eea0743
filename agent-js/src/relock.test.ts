import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GatewayDouble, type DoubleReply } from '../test/double/gateway.js';
import { fakePage, type FakePage } from '../test/fake-page.js';
import { createRelock, type Relock, type RelockOptions } from './relock.js';
import { memoryStore, type DeviceStore } from './store.js';

const BASE = 'https://app.example.org/relock/';
const bytes = (hex: unknown): Uint8Array => Uint8Array.from(Buffer.from(hex as string, 'hex'));

let page: FakePage;
let gateway: GatewayDouble;
let store: DeviceStore;
/** What was posted besides exchanges. */
let posted: [string, Record<string, string>][];
let answered: DoubleReply | undefined;
const made: Relock[] = [];

beforeEach(() => {
  page = fakePage();
  gateway = new GatewayDouble();
  store = memoryStore();
  posted = [];
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    if (url !== BASE + 'exchange') {
      posted.push([url, JSON.parse(body) as Record<string, string>]);
      return Promise.resolve(new Response('{}'));
    }
    answered = gateway.exchange(body);
    return Promise.resolve(new Response(JSON.stringify(answered.json), { status: answered.status }));
  });
});
afterEach(async () => {
  for (const relock of made.splice(0)) await relock.clear(true);
  vi.unstubAllGlobals();
});

const create = (options: Partial<RelockOptions> = {}): Relock => {
  const relock = createRelock({ base: '/relock/', store, ...options });
  made.push(relock);
  return relock;
};

const ready = async (options?: Partial<RelockOptions>): Promise<Relock> => {
  const relock = create(options);
  await relock.ready;
  return relock;
};

describe('before there is a key', () => {
  test('everything answers, with nothing', () => {
    const relock = create();
    expect(relock.token().length).toBe(0);
    expect(relock.token().hexlify()).toBe('');
    expect(relock.sign(Uint8Array.of(1)).length).toBe(0);
    expect(relock.verify(Uint8Array.of(1), new Uint8Array(64))).toBe(false);
    expect(relock.validate()).toBe(false);
    expect([relock.id, relock.public, relock.server, relock.xsid, relock.device]).toEqual(['', '', '', '', '']);
    expect(relock.formWait).toBe(0);
  });

  test('the tab has a label', () => {
    const relock = create();
    expect(relock.screen).toMatch(/^[0-9a-f]{32}$/);
    expect(relock.screen).toBe(relock.screen);
  });
});

describe('with a key', () => {
  test('tokens and signatures are good, at once or awaited', async () => {
    const relock = await ready();
    const token = relock.token();
    const awaited = await Promise.resolve(relock.token());
    for (const each of [token, awaited]) {
      expect(gateway.epochs.verify(Buffer.from(each), Buffer.from(relock.sign(each)))).toBe(200);
    }
    expect(token.hexlify()).toBe(Buffer.from(token).toString('hex'));
    expect(relock.token(64).length).toBe(64);
  });

  test('a signature is by the epoch of its token, though there is a new one by then', async () => {
    const relock = await ready();
    const token = relock.token();
    const key = relock.public;
    page.window.dispatchEvent(new Event('X-Key-View-Change'));
    await vi.waitFor(() => {
      expect(relock.public).not.toBe(key);
    });
    expect(gateway.epochs.verify(Buffer.from(token), Buffer.from(relock.sign(token)))).toBe(200);
  });

  test('properties are as documented', async () => {
    const relock = await ready();
    expect(relock.public).toMatch(/^[0-9a-f]{64}$/);
    expect(relock.id).toBe(createHash('sha512').update(bytes(relock.public)).digest('hex').slice(0, 64));
    expect(relock.server).toMatch(/^[0-9a-f]{64}$/);
    expect(relock.xsid).toMatch(/^[0-9a-f]{96}$/);
    expect(relock.device).toMatch(/^[\w-]{43}$/);
    expect(relock.formWait).toBe(500);
    expect(relock.xsid.startsWith(Buffer.from(relock.device, 'base64url').toString('hex'))).toBe(true);
  });

  test('the session id outlives the page', async () => {
    const { xsid } = await ready();
    expect(create().xsid).toBe(xsid);
  });

  test('what the gateway made is known, and only that', async () => {
    const relock = await ready();
    const [token, signature] = [bytes(answered?.json['X-Key-Token']), bytes(answered?.json['X-Key-Signature'])];
    expect(relock.validate(token)).toBe(true);
    expect(relock.verify(token, signature)).toBe(true);
    expect(relock.validate(relock.token())).toBe(false);
    expect(relock.verify(relock.token(), signature)).toBe(false);
    expect(relock.verify(token, relock.sign(token))).toBe(false);
  });

  test.each([undefined, null, 'text', 7, [1], new Uint8Array()])(
    '%s is nothing to sign, verify or validate',
    async (value) => {
      const relock = await ready();
      const data = value as Uint8Array;
      expect(relock.sign(data).length).toBe(0);
      expect(relock.verify(data, data)).toBe(false);
      expect(relock.validate(data)).toBe(false);
    },
  );
});

test('init() again changes nothing', async () => {
  const relock = await ready();
  expect(relock.init()).toBe(relock.ready);
  await relock.init();
  expect(gateway.log).toHaveLength(2);
});

describe('a page that can have no key', () => {
  test.each<[string, () => void, number]>([
    ['in an insecure context', () => (page.window['isSecureContext'] = false), 2],
    ['in a frame of somebody else', () => (page.window['parent'] = { origin: 'https://example.org' }), 0],
  ])('%s asks for nothing, whatever is called', async (_, prepare, events) => {
    prepare();
    const relock = create();
    expect(await relock.ready).toMatchObject({ valid: false, status: 'unsupported' });
    expect(relock.token().length).toBe(0);
    await relock.fetch('https://app.example.org/a').catch(() => undefined);
    page.window.dispatchEvent(new Event('keydown'));
    expect(gateway.log).toEqual([]);
    expect(page.heard).toHaveLength(events);
  });

  test('where storage is refused is told by an event, and by no exception', async () => {
    const refusing = { update: () => Promise.reject(new DOMException('refused', 'SecurityError')) };
    const relock = create({ store: refusing });
    expect(await relock.ready).toMatchObject({ valid: false, status: 'failed' });
    expect(page.heard.slice(-1)).toEqual(['X-Key-Rekeying-Done window false']);
    expect(relock.token().length).toBe(0);
  });
});

describe('clear', () => {
  test('erases here and at the gateway, and goes to the root', async () => {
    const relock = await ready();
    await relock.clear();
    const [[url, proof] = []] = posted;
    expect(url).toBe(BASE + 'clear');
    expect(Object.keys(proof!)).toEqual(['X-Key-Token', 'X-Key-Signature', 'X-Key-Session']);
    expect(
      gateway.epochs.verify(Buffer.from(bytes(proof!['X-Key-Token'])), Buffer.from(bytes(proof!['X-Key-Signature']))),
    ).toBe(200);
    expect(await store.update(BASE, (now) => now)).toBeUndefined();
    expect([...page.local, ...page.tab]).toEqual([]);
    expect(page.cookies.every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
    expect(page.visited).toEqual(['/']);
  });

  test('stays when told to, and rests until init()', async () => {
    const relock = await ready();
    const { device } = relock;
    await relock.clear(true);
    expect(page.visited).toEqual([]);
    expect(relock.token().length).toBe(0);
    page.window.dispatchEvent(new Event('keydown'));
    expect(await store.update(BASE, (now) => now)).toBeUndefined();
    expect(await relock.init()).toMatchObject({ valid: true, fresh: true });
    expect(relock.device).not.toBe(device);
  });

  test('leaves no device behind that an exchange under way brings', async () => {
    const relock = create();
    await relock.clear(true);
    await relock.ready;
    expect(await store.update(BASE, (now) => now)).toBeUndefined();
  });

  test('is not held up by a gateway that does not answer', async () => {
    const relock = await ready();
    vi.stubGlobal('fetch', undefined);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const stuck = createRelock({ base: '/relock/', store: { update: () => new Promise(() => undefined) } });
    const cleared = stuck.clear(true);
    await vi.advanceTimersByTimeAsync(2_000);
    await cleared;
    vi.useRealTimers();
    expect(relock.device).not.toBe('');
  });
});

describe('the cookie pair', () => {
  const tokens = (): Buffer[] =>
    page.cookies.flatMap((cookie) => {
      const token = /^X-Key-Token=(\w+)/.exec(cookie)?.[1];
      return token ? [Buffer.from(token, 'hex')] : [];
    });

  test('is not there by default', async () => {
    await ready();
    expect(page.cookies).toEqual([]);
  });

  test('is unspent after an exchange and after each click', async () => {
    await ready({ cookiePair: true });
    expect(tokens()).toHaveLength(1);
    page.window.dispatchEvent(new Event('click'));
    expect(tokens()).toHaveLength(2);
    expect(new Set(tokens().map(String)).size).toBe(2);
  });
});
