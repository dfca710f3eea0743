const SESSION = 'relock.session ';
const FORM_WAIT = 'relock.form-wait ';

/** Reads, or writes, or removes where an empty value is given; refused storage is as good as empty. */
export function kept(area: 'localStorage' | 'sessionStorage', key: string, value?: string): string {
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

/** The last known session id, kept across tabs and restarts; keeps the given one. */
export const keptSession = (base: string, session?: string): string => kept('localStorage', SESSION + base, session);

/** The last known {@link Policy.formWait}, which a page needs to know before its first exchange; keeps the given one. */
export const keptFormWait = (base: string, ms?: number): number =>
  Number(kept('localStorage', FORM_WAIT + base, ms === undefined ? ms : `${ms}`));

/** Removes what is kept for one gateway base. */
export function clearKept(base: string): void {
  keptSession(base, '');
  kept('localStorage', FORM_WAIT + base, '');
}
