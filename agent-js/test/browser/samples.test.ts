import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inChromium } from './harness.js';
import { LISTENERS } from './server.js';

/** Sample code of the public documentation of Relock, letter for letter; only the places to go to are filled in. */
const sample = (name: string): string => readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

inChromium('the documented samples run unchanged', (harness) => {
  const page = (...scripts: string[]): string =>
    `<!doctype html>${LISTENERS}${scripts.map((script) => `<script>${script}</script>`).join('')}` +
    '<script src="/relock/relock.js" nonce="bEbGDRxhjvw=" defer></script><div class="loader"></div>';

  test('a request with token and signature in its headers', async () => {
    const opened = await harness.open();
    let headers: Record<string, string> = {};
    await harness.context.route('https://some.domain.com/**', (route) => {
      headers = route.request().headers();
      return route.fulfill({ body: '{}', headers: { 'Access-Control-Allow-Origin': harness.site.origin } });
    });
    await opened.evaluate(`(async (body) => {${sample('fetch.js')}})({ amount: 1 })`).catch(() => undefined);
    const [token, signature] = ['x-key-token', 'x-key-signature'].map((name) =>
      Buffer.from(headers[name] ?? '', 'hex'),
    );
    expect(harness.site.gateway.epochs.verify(token!, signature!)).toBe(200);
  });

  test('a gateway login from the front end', async () => {
    const opened = await harness.open();
    const result = await opened.evaluate(`(async () => {
      const Cookies = { get: (name) => document.cookie.match(name + '=([^;]*)')?.[1] };
      const waitForRelockAgent = () => window.relock.ready;
      ${sample('login.js')
        .replaceAll('export ', '')
        .replace(/^import .*$/m, '')}
      return attemptRelockLogin({ id: 'user-1', email: 'user@example.org' });
    })()`);
    expect(result).toEqual({ success: true });
    const [{ body } = { body: '{}' }] = harness.site.posted('/relock/login');
    const sent = JSON.parse(body) as Record<string, string>;
    expect(sent).toMatchObject({ user: 'user-1', email: 'user@example.org' });
    expect(sent['X-Key-Session']).toMatch(/^[0-9a-f]{96}$/);
  });

  test('listeners for the three events', async () => {
    // The documentation's own mistake: a collection of elements has no forEach. The agent does not mind.
    harness.expectedErrors.push(/getElementsByClassName\(\.\.\.\)\.forEach is not a function/);
    harness.site.pages.set('/', page(sample('rekeying.js'), sample('established.js')));
    const opened = await harness.open();
    await opened.waitForURL(/#unknown$/);
    expect(await opened.evaluate(() => window.relock.ready)).toMatchObject({ valid: true });
    harness.site.gateway.owner = true;
    const again = await harness.open();
    await again.waitForURL(/#known$/);
  });

  test('a listener for a failed rekeying', async () => {
    harness.site.pages.set('/', page(sample('failed.js')));
    await harness.context.route('**/relock/exchange', (route) => route.fulfill({ status: 400, body: '{}' }));
    const opened = await harness.context.newPage();
    await opened.goto(harness.site.origin);
    await opened.waitForURL(/#failed$/);
  });

  test('a change of view in a single-page application', async () => {
    const opened = await harness.open();
    const key = await opened.evaluate(() => window.relock.public);
    await opened.evaluate(sample('view.js'));
    await expect.poll(() => opened.evaluate(() => window.relock.public)).not.toBe(key);
    expect(harness.site.posted('/relock/view')).toHaveLength(1);
  });

  test('relock.fetch renews its key once when the gateway asks for it', async () => {
    const opened = await harness.open();
    harness.site.statuses.push(401);
    const status = await opened.evaluate(async () => {
      const body = new FormData();
      body.set('file', new Blob(['hello']), 'hello.txt');
      return (await window.relock.fetch('/api/upload?a=1#top', { method: 'POST', body })).status;
    });
    expect(status).toBe(200);
    const uploads = harness.site.posted('/api/upload?a=1');
    expect(uploads).toHaveLength(2);
    const { headers, body } = uploads[1]!;
    const [token, signature] = ['x-key-token', 'x-key-signature'].map((name) =>
      Buffer.from(headers[name] as string, 'hex'),
    );
    const url = harness.site.origin + '/api/upload?a=1';
    const context = { type: 'request', method: 'POST', url, body: Buffer.from(body) } as const;
    expect(harness.site.gateway.epochs.verify(token!, signature!, context)).toBe(200);
  });
});
