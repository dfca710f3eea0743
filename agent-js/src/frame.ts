/** Whether this page, or any frame around it, belongs to somebody else: another origin, or none. */
export function isForeignFrame(): boolean {
  try {
    for (let frame: Window = window; frame !== frame.parent; frame = frame.parent) {
      // Throws for another origin.
      if (frame.parent.origin !== window.origin) return true;
    }
    return window.origin === 'null';
  } catch {
    return true;
  }
}
