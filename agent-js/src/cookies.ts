import type { Proof } from './session.js';

const write = (name: string, value: string, attributes: string): void => {
  document.cookie = `${name}=${value}; SameSite=Lax; Secure; ${attributes}`;
};

/** Keeps one unspent proof where page navigations carry it. */
export function writePair(proof: Proof): void {
  write('X-Key-Token', proof['X-Key-Token'], 'Path=/');
  write('X-Key-Signature', proof['X-Key-Signature'], 'Path=/');
}

/** Removes the cookies of this package that scripts can reach. */
export function clearCookies(base: string): void {
  for (const path of ['/', new URL('..', base).pathname]) {
    for (const name of ['X-Key-Token', 'X-Key-Signature', 'X-Key-Session']) write(name, '', `Path=${path}; Max-Age=0`);
  }
}
