import type { TabSession } from './session.js';
import { markAlive } from './tab-storage.js';

/** Lets the page's life and its user's activity drive the session, until `signal` aborts. */
export function listen(session: TabSession, signal: AbortSignal): void {
  let leaving = false;
  const on = (names: string, hear: (event: Event & { persisted?: boolean; detail?: unknown }) => void): void => {
    // Capturing on window hears an event wherever it is dispatched, and once.
    for (const name of names.split(' ')) window.addEventListener(name, hear, { capture: true, passive: true, signal });
  };
  on('X-Key-View-Change', () => {
    session.viewChanged();
  });
  // The contract of older single-page applications: the first, with detail.manual, then the second.
  on('beforeunload', ({ detail }) => {
    leaving = !!(detail as { manual?: unknown } | undefined)?.manual;
  });
  on('x-close', () => {
    if (leaving) session.viewChanged();
    leaving = false;
  });
  on('pagehide', () => {
    session.close();
    markAlive(false);
  });
  on('pageshow', ({ persisted }) => {
    if (!persisted) return;
    // A new page marks itself when it first reads its label; marked earlier it would take itself for a duplicate.
    markAlive(true);
    session.active();
  });
  on('visibilitychange pointerdown keydown wheel touchstart', () => {
    if (!document.hidden) session.active();
  });
}
