import { setMaxListeners } from 'node:events';
import { vi } from 'vitest';

/** As much of a page as the agent looks at, for tests outside of a browser. */
export interface FakePage {
  readonly window: EventTarget & Record<string, unknown>;
  readonly document: EventTarget & { hidden: boolean; baseURI: string };
  readonly local: Map<string, string>;
  readonly tab: Map<string, string>;
  /** What was written to `document.cookie`, in order. */
  readonly cookies: string[];
  /** Where the page was sent. */
  readonly visited: string[];
  /** Names of the events that were heard, with `document` or `window` and whether the keys were valid. */
  readonly heard: string[];
}

const EVENTS = ['X-Key-Established', 'XKeyEstablished', 'XReKeying', 'X-Key-Rekeying-Done'];

const storage = (kept: Map<string, string>): object => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});

/** Puts a page in place of Node's globals, until they are unstubbed. */
export function fakePage(origin = 'https://app.example.org'): FakePage {
  // Listeners that one signal removes, which Node takes for a leak.
  setMaxListeners(50);
  const [local, tab] = [new Map<string, string>(), new Map<string, string>()];
  const [cookies, visited, heard]: string[][] = [[], [], []];
  const document = Object.assign(new EventTarget(), { hidden: false, baseURI: origin + '/page' });
  Object.defineProperty(document, 'cookie', { set: (cookie: string) => cookies!.push(cookie) });
  const window: FakePage['window'] = Object.assign(new EventTarget(), {
    origin,
    isSecureContext: true,
    localStorage: storage(local),
    sessionStorage: storage(tab),
  } as Record<string, unknown>);
  window['parent'] = window;
  window['top'] = window;
  for (const name of EVENTS) {
    for (const [where, target] of Object.entries({ document, window })) {
      target.addEventListener(name, (event) => {
        heard!.push(`${name} ${where} ${String((event as CustomEvent<{ valid: boolean }>).detail.valid)}`);
      });
    }
  }
  vi.stubGlobal('window', window);
  vi.stubGlobal('top', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('location', { assign: (url: string) => visited!.push(url) });
  return { window, document, local, tab, cookies: cookies!, visited: visited!, heard: heard! };
}
