/** Milliseconds to wait for another tab. */
const PATIENCE = 3_000;

/**
 * Runs `work` while no other tab of this origin does, where the browser has Web Locks, to save work. Nothing rests on it:
 * who waits too long goes ahead.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined;
  const begin = (): Promise<T> => (begun ??= work());
  try {
    await navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, begin);
  } catch {
    // No locks here, or no patience left, or the work itself failed: said below.
  }
  return begin();
}
