import type { TabSession } from './session.js';
import { holdLabel } from './tab-label.js';

/** Lets the page's life and its user's activity drive the session, until `signal` aborts. */
export function listen(session: TabSession, signal: AbortSignal): void {
  let leaving = false;
  let letGo: () => void;
  const hold = (): void => {
    void holdLabel(
      new Promise((resolve) => {
        letGo = resolve;
      }),
    );
  };
  const on = (names: string, hear: (event: Event & { persisted?: boolean; detail?: unknown }) => void): void => {
    // Capturing on window hears an event wherever it is dispatched, and once.
    for (const name of names.split(' ')) window.addEventListener(name, hear, { capture: true, passive: true, signal });
  };
  hold();
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
    letGo();
  });
  on('pageshow', ({ persisted }) => {
    if (!persisted) return;
    hold();
    session.active();
  });
  on('visibilitychange pointerdown keydown wheel touchstart', () => {
    if (!document.hidden) session.active();
  });
}
