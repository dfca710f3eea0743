const SCREEN = 'relock.screen';
const ALIVE = 'relock.alive';
const SESSION = 'relock.session ';
const FORM_WAIT = 'relock.form-wait ';

/** Reads, or writes and removes where a value is given; refused storage is as good as empty. */
function kept(area: 'localStorage' | 'sessionStorage', key: string, value?: string): string {
  try {
    const storage = window[area];
    if (value === undefined) return storage.getItem(key) ?? '';
    if (value) storage.setItem(key, value);
    else storage.removeItem(key);
  } catch {
    // Not kept, then.
  }
  return value ?? '';
}

let screen = '';

/** Marks whether this page is there, for {@link tabLabel} of a copy. */
export const markAlive = (alive: boolean): string => kept('sessionStorage', ALIVE, alive ? '1' : '');

/**
 * The label of this tab, 1 to 64 of `A–Z a–z 0–9 _ -`; made when first asked for. A duplicated tab starts with a copy of
 * the other one's storage, in which that one is still marked alive: it takes a new label.
 */
export function tabLabel(random: () => string): string {
  if (!screen) {
    screen = kept('sessionStorage', SCREEN);
    const copied = window === top && kept('sessionStorage', ALIVE);
    if (copied || !/^[\w-]{1,64}$/.test(screen)) screen = kept('sessionStorage', SCREEN, random());
    markAlive(true);
  }
  return screen;
}

/** The last known session id, kept across tabs and restarts; keeps the given one. */
export const keptSession = (base: string, session?: string): string => kept('localStorage', SESSION + base, session);

/** The last known {@link Policy.formWait}, which a page needs to know before its first exchange; keeps the given one. */
export const keptFormWait = (base: string, ms?: number): number =>
  Number(kept('localStorage', FORM_WAIT + base, ms === undefined ? ms : `${ms}`));

/** Removes all that this package keeps in Web Storage for one gateway base. */
export function clearStorage(base: string): void {
  screen = '';
  keptSession(base, '');
  kept('localStorage', FORM_WAIT + base, '');
  kept('sessionStorage', SCREEN, '');
  markAlive(false);
}
