import { toHex } from './hex.js';
import { kept } from './web-storage.js';

const SCREEN = 'relock.screen';
/** Milliseconds after which a label that another tab holds is that tab's. */
const PATIENCE = 1_000;

let screen = '';

/** The label of this tab, 1 to 64 of `A–Z a–z 0–9 _ -`, which outlives reloads; made when first asked for. */
export function tabLabel(): string {
  screen ||= kept('sessionStorage', SCREEN);
  if (!/^[\w-]{1,64}$/.test(screen)) {
    screen = kept('sessionStorage', SCREEN, toHex(crypto.getRandomValues(new Uint8Array(16))));
  }
  return screen;
}

/** Forgets the label. */
export function clearLabel(): void {
  screen = kept('sessionStorage', SCREEN, '');
}

/**
 * Holds this tab's label until it is gone, where the browser has Web Locks. A duplicated tab begins with a copy of the
 * other one's storage: it does not get hold of the label in time, and the next time that it is asked it makes its own.
 */
export async function holdLabel(gone: Promise<void>): Promise<void> {
  try {
    await navigator.locks.request('relock tab ' + tabLabel(), { signal: AbortSignal.timeout(PATIENCE) }, () => gone);
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') clearLabel();
  }
}
