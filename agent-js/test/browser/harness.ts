import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type {} from '../../src/index.js';
import { Site } from './server.js';

const executablePath = process.env['RELOCK_CHROMIUM'] ?? '/usr/bin/chromium';

/** A browser, a fresh profile and a site for each test; unhandled errors of any page fail the test. */
export interface Harness {
  readonly context: BrowserContext;
  readonly site: Site;
  /** Messages of errors that a page is meant to have. */
  readonly expectedErrors: RegExp[];
  /** Loads a page and waits for its agent. */
  readonly open: (path?: string) => Promise<Page>;
  /** The status that a fresh proof of this page has at the gateway. */
  readonly proven: (page: Page) => Promise<number>;
}

/** Runs the suite where there is a Chromium; says so where there is none. */
export function inChromium(name: string, suite: (harness: Harness) => void): void {
  const there = existsSync(executablePath);
  if (!there) console.warn(`No ${executablePath}: not run is "${name}". Set RELOCK_CHROMIUM.`);
  describe.runIf(there)(name, () => {
    let browser: Browser;
    const errors: string[] = [];
    const harness = {
      expectedErrors: [] as RegExp[],
      async open(path = '/') {
        const page = await harness.context.newPage();
        await page.goto(new URL(path, harness.site.origin).href);
        await page.evaluate(() => window.relock.ready);
        return page;
      },
      async proven(page: Page) {
        const [token, signature] = await page.evaluate(() => {
          const made = window.relock.token();
          return [made.hexlify(), window.relock.sign(made).hexlify()];
        });
        return harness.site.gateway.epochs.verify(Buffer.from(token, 'hex'), Buffer.from(signature, 'hex'));
      },
    } as { -readonly [Name in keyof Harness]: Harness[Name] };

    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath,
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
        args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP *.test localhost'],
      });
    });
    afterAll(() => browser.close());
    beforeEach(async () => {
      harness.site = await new Site().start();
      harness.context = await browser.newContext();
      harness.expectedErrors.length = errors.length = 0;
      harness.context.on('weberror', (error) => errors.push(String(error.error())));
    });
    afterEach(async () => {
      await harness.context.close();
      await harness.site.stop();
      expect(errors.filter((error) => !harness.expectedErrors.some((expected) => expected.test(error)))).toEqual([]);
    });
    suite(harness);
  });
}
