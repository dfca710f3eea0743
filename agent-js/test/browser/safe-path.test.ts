import { expect, test } from 'vitest';
import { inChromium } from './harness.js';
import { PAGE, Site } from './server.js';

inChromium('a page that can have no key goes on without', (harness) => {
  const port = (): string => new URL(harness.site.origin).port;

  test.each([
    ['throws', 'IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError"); }'],
    ['fails', 'IDBObjectStore.prototype.put = () => { throw new DOMException("no keys here", "DataCloneError"); }'],
    ['is missing', 'Object.defineProperty(window, "indexedDB", { value: undefined })'],
  ])('where IndexedDB %s', async (_, script) => {
    await harness.context.addInitScript(script);
    const page = await harness.open();
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({ valid: false, status: 'storage' });
    expect(await page.evaluate(() => window.relock.token().length)).toBe(0);
    expect(await page.evaluate('heard')).toEqual([
      'XReKeying document false',
      'XReKeying window false',
      'X-Key-Rekeying-Done document false',
      'X-Key-Rekeying-Done window false',
    ]);
    expect(harness.site.gateway.log).toEqual([]);
  });

  test('in an insecure context', async () => {
    const page = await harness.context.newPage();
    await page.goto(`http://app.test:${port()}/`);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({ valid: false, status: 'unsupported' });
    expect(await page.evaluate('heard')).toHaveLength(2);
    expect(await page.evaluate(() => window.relock.token().hexlify())).toBe('');
  });

  test.each([
    ['of another origin', '<iframe src="SITE"></iframe>'],
    ['that is sandboxed', '<iframe sandbox="allow-scripts" src="SITE"></iframe>'],
    ['of our own page in one of another origin', '<iframe src="SITE/framing"></iframe>'],
  ])('in a frame %s, of which nobody hears a word', async (_, markup) => {
    harness.site.pages.set('/framing', '<!doctype html><iframe src="/"></iframe>');
    const other = await new Site().start();
    other.pages.set('/', '<!doctype html>' + markup.replace('SITE', harness.site.origin));
    const page = await harness.context.newPage();
    await page.goto(other.origin);
    const frame = page.frames().at(-1)!;
    await frame.waitForFunction('window.relock');
    expect(await frame.evaluate(() => window.relock.ready)).toMatchObject({ valid: false, status: 'unsupported' });
    await frame.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown')));
    expect(await frame.evaluate(() => window.relock.token().length)).toBe(0);
    expect(await frame.evaluate('heard')).toEqual([]);
    expect(harness.site.gateway.log).toEqual([]);
    await other.stop();
  });

  test('in a frame of our own page it has a key', async () => {
    harness.site.pages.set('/framing', '<!doctype html><iframe src="/"></iframe>');
    const page = await harness.context.newPage();
    await page.goto(harness.site.origin + '/framing');
    const frame = page.frames()[1]!;
    await frame.waitForFunction('window.relock');
    expect(await frame.evaluate(() => window.relock.ready)).toMatchObject({ valid: true });
  });

  test('while the gateway is down, and has one when it is back', async () => {
    await harness.context.route('**/relock/exchange', (route) => route.fulfill({ status: 429, body: 'later' }));
    const page = await harness.open();
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({
      valid: false,
      status: 'rejected',
      code: 429,
    });
    await harness.context.unroute('**/relock/exchange');
    await page.reload();
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({ valid: true });
  });

  test('where the script is loaded twice there is one agent', async () => {
    harness.site.pages.set('/twice', PAGE.replace('<p>', '<script src="/relock/relock.js"></script><p>'));
    await harness.open('/twice');
    expect(harness.site.gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer']);
  });
});
