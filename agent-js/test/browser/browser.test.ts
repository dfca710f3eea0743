import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {} from '../../src/index.js';
import { Site } from './server.js';

const executablePath = process.env['RELOCK_CHROMIUM'] ?? '/usr/bin/chromium';

describe.runIf(existsSync(executablePath))('in Chromium', () => {
  let browser: Browser;
  let context: BrowserContext;
  let site: Site;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    site = await new Site().start();
    context = await browser.newContext();
    errors.length = 0;
    context.on('weberror', (error) => errors.push(String(error.error())));
    page = await open();
  });
  afterEach(async () => {
    await context.close();
    await site.stop();
    expect(errors).toEqual([]);
  });

  const open = async (path = '/'): Promise<Page> => {
    const opened = await context.newPage();
    await opened.goto(site.origin + path);
    await opened.evaluate(() => window.relock.ready);
    return opened;
  };

  test('events are heard once on document and once on window', async () => {
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
    const seen = await page.evaluate(async () => {
      const token = window.relock.token();
      const signature = window.relock.sign(token);
      return {
        plain: token.constructor === Uint8Array && Object.keys(token).length === 32,
        same: (await Promise.resolve(token)) === token,
        token: token.hexlify(),
        signature: signature.hexlify(),
        prototype: 'hexlify' in Uint8Array.prototype,
      };
    });
    expect(seen).toMatchObject({ plain: true, same: true, prototype: false });
    expect(site.gateway.epochs.verify(Buffer.from(seen.token, 'hex'), Buffer.from(seen.signature, 'hex'))).toBe(200);
  });

  test('a reload rotates the same device, and no private key can be read', async () => {
    const before = await page.evaluate(() => ({ device: window.relock.device, public: window.relock.public }));
    await page.reload();
    const after = await page.evaluate(async () => {
      await window.relock.ready;
      return { device: window.relock.device, public: window.relock.public };
    });
    expect(after.device).toBe(before.device);
    expect(after.public).not.toBe(before.public);
    expect(site.gateway.log).toEqual(['step 0 → challenge', 'enrol 0 → answer', 'step 1 → answer']);
    const extractable = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('relock');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('devices').objectStore('devices').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              const { device, root } = (reading.result as { device: { privateKey: CryptoKey }; root: CryptoKey }[])[0]!;
              resolve([device.privateKey, root].map((key) => `${key.type} ${String(key.extractable)}`));
            };
          };
        }),
    );
    expect(extractable).toEqual(['private false', 'secret false']);
  });
});
