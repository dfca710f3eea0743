/** What an exchange came to; the `detail` of every event. */
export interface KeyState {
  /** First contact ever of this device. */
  readonly fresh: boolean;
  /** The keys of both sides agree now. */
  readonly valid: boolean;
  /** A new key agreement was made though the device is not fresh: failed rotation, collision, lost caches. */
  readonly state: boolean;
  /** Somebody owns this device. Who, is never told. */
  readonly owner: boolean;
  /** The address prefix changed since the last contact. */
  readonly network: boolean;
  /** A live sign-in is tied to this device session. */
  readonly authenticated: boolean;
  /** Short text: what the gateway said, `gateway key changed`, `idle`, a `RelockErrorCode`, or `failed` for all else. */
  readonly status: string;
  /** The HTTP status, 0 where there was none. */
  readonly code: number;
}

/** A state in which only those flags are set that the gateway set; without it, none. */
export const keyState = (status: string, code = 0, told: Readonly<Record<string, unknown>> = {}): KeyState => {
  const state: Record<string, unknown> = { status, code };
  for (const flag of ['fresh', 'valid', 'state', 'owner', 'network', 'authenticated']) state[flag] = !!told[flag];
  return state as unknown as KeyState;
};

/** Names of the events that the agent dispatches, each with a {@link KeyState}. */
export type KeyEventName = 'X-Key-Established' | 'XKeyEstablished' | 'XReKeying' | 'X-Key-Rekeying-Done';

/** Dispatches once on `document` and once on `window`, not bubbling, so that no listener hears it twice. */
export function dispatch(name: KeyEventName, detail: KeyState): void {
  for (const target of [document, window]) target.dispatchEvent(new CustomEvent(name, { detail }));
}
