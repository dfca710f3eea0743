import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inChromium } from './harness.js';
import { PAGE } from './server.js';

inChromium('keys in a browser', (harness) => {
  const { open, proven } = harness;
  const facts = (page: Page): Promise<{ device: string; public: string; screen: string }> =>
    page.evaluate(() => {
      const { device, public: key, screen } = window.relock;
      return { device, public: key, screen };
    });

  test('events are heard once on document and once on window', async () => {
    const page = await open();
    expect(await page.evaluate('heard')).toEqual([
      'XReKeying document false',
      'XReKeying window false',
      'X-Key-Established document true',
      'X-Key-Established window true',
      'XKeyEstablished document true',
      'XKeyEstablished window true',
      'X-Key-Rekeying-Done document true',
      'X-Key-Rekeying-Done window true',
    ]);
  });

  test('token and sign answer at once and stay plain byte arrays', async () => {
    const page = await open();
    const seen = await page.evaluate(async () => {
      const token = window.relock.token();
      return {
        plain: token.constructor === Uint8Array && Object.keys(token).length === 32,
        same: (await Promise.resolve(token)) === token,
        prototype: 'hexlify' in Uint8Array.prototype,
      };
    });
    expect(seen).toEqual({ plain: true, same: true, prototype: false });
    expect(await proven(page)).toBe(200);
  });

  test('a reload rotates the same device, and no key can be read', async () => {
    const page = await open();
    const before = await facts(page);
    await page.reload();
    await page.evaluate(() => window.relock.ready);
    const after = await facts(page);
    expect(after).toMatchObject({ device: before.device, screen: before.screen });
    expect(after.public).not.toBe(before.public);
    expect(harness.site.gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer', 'step 1 → answer']);
    const extractable = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('relock');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('devices').objectStore('devices').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              const [{ device, root, former }] = reading.result as [
                { device: { privateKey: CryptoKey }; root: CryptoKey; former: { pending: { privateKey: CryptoKey } } },
              ];
              const keys = [device.privateKey, root, former.pending.privateKey];
              resolve(keys.map((key) => `${key.type} ${String(key.extractable)}`));
            };
          };
        }),
    );
    expect(extractable).toEqual(['private false', 'secret false', 'private false']);
  });

  test('tabs opened at once are one device with a label each, and all their tokens are good', async () => {
    const pages = await Promise.all([open(), open(), open()]);
    expect(await Promise.all(pages.map(proven))).toEqual([200, 200, 200]);
    const all = await Promise.all(pages.map(facts));
    expect(new Set(all.map(({ device }) => device)).size).toBe(1);
    expect(new Set(all.map(({ screen }) => screen)).size).toBe(3);
    expect(harness.site.gateway.tombstones.size).toBe(0);
  });

  test('a tab that begins with a copy of another one’s storage takes a label of its own', async () => {
    const page = await open();
    const [copy] = await Promise.all([
      harness.context.waitForEvent('page'),
      page.evaluate(() => window.open(location.href, '_blank', 'opener')),
    ]);
    await copy.waitForFunction('window.relock?.public');
    await expect.poll(async () => (await facts(copy)).screen).not.toBe((await facts(page)).screen);
    expect(await Promise.all([proven(page), proven(copy)])).toEqual([200, 200]);
  });

  test('cleared storage enrols anew, without an alarm', async () => {
    const page = await open();
    const { device } = await facts(page);
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          localStorage.clear();
          const deleting = indexedDB.deleteDatabase('relock');
          deleting.onsuccess = resolve;
          deleting.onblocked = reject;
        }),
    );
    await page.reload();
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({ fresh: true, valid: true, state: false });
    expect((await facts(page)).device).not.toBe(device);
    expect(harness.site.gateway.tombstones.size).toBe(0);
  });

  test('a page that is left closes its epoch, and has a new one when the browser brings it back', async () => {
    const page = await open();
    await page.evaluate('window.kept = true');
    await page.goto(harness.site.origin + '/other');
    await expect.poll(() => harness.site.posted('/relock/close')).toHaveLength(1);
    await page.evaluate(() => window.relock.ready);
    expect(harness.site.gateway.epochs.size).toBe(1);
    // Not page.goBack(), which waits for a load that does not happen.
    await page.evaluate('setTimeout(() => history.back())');
    await expect.poll(() => page.evaluate('window.kept')).toBe(true);
    await expect.poll(() => page.evaluate(() => window.relock.public)).not.toBe('');
    expect(await proven(page)).toBe(200);
  });

  test('a browser without Ed25519 and X25519 uses P-256', async () => {
    await harness.context.addInitScript(() => {
      if (!isSecureContext) return;
      const { subtle } = crypto;
      const generateKey = subtle.generateKey.bind(subtle) as (...all: unknown[]) => Promise<CryptoKey>;
      subtle.generateKey = ((algorithm: unknown, ...rest: unknown[]) =>
        (algorithm as Algorithm).name.endsWith('25519')
          ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
          : generateKey(algorithm, ...rest)) as typeof subtle.generateKey;
    });
    expect(await proven(await open())).toBe(200);
    expect(await proven(await open())).toBe(200);
    expect(harness.site.gateway.tombstones.size).toBe(0);
  });

  test('clear erases cookies, storage and device, and goes to the root', async () => {
    const page = await open('/somewhere');
    const token = await page.evaluate(() => window.relock.token().hexlify());
    await page.evaluate(() => void window.relock.clear());
    await page.waitForURL(harness.site.origin + '/');
    expect(harness.site.posted('/relock/clear').map(({ body }) => Object.keys(JSON.parse(body) as object))).toEqual([
      ['X-Key-Token', 'X-Key-Signature', 'X-Key-Session'],
    ]);
    expect(token.slice(0, 16)).toBe(
      (JSON.parse(harness.site.posted('/relock/clear')[0]!.body) as Record<string, string>)['X-Key-Token']!.slice(
        0,
        16,
      ),
    );
    expect(await page.evaluate(() => window.relock.ready)).toMatchObject({ fresh: true });
  });

  test('a page can ask for a cookie pair, and its navigations carry a good one', async () => {
    harness.site.pages.set('/pair', PAGE.replace('<script src', '<script data-cookie-pair src'));
    const page = await open('/pair');
    const cookies = await harness.context.cookies();
    const value = (name: string): Buffer => Buffer.from(cookies.find((cookie) => cookie.name === name)!.value, 'hex');
    expect(cookies.find(({ name }) => name === 'X-Key-Token')).toMatchObject({
      sameSite: 'Lax',
      path: '/',
      expires: -1,
    });
    expect(harness.site.gateway.epochs.verify(value('X-Key-Token'), value('X-Key-Signature'))).toBe(200);
    await page.click('p');
    const [again] = (await harness.context.cookies()).filter(({ name }) => name === 'X-Key-Token');
    expect(again!.value).not.toBe(value('X-Key-Token').toString('hex'));
    await open('/');
    expect(harness.site.posted('/relock/close')).toHaveLength(0);
  });
});
