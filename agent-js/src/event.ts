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
  /** Short text: what the gateway said, `gateway key changed`, or a `RelockErrorCode`. */
  readonly status: string;
  /** The HTTP status, 0 where there was none. */
  readonly code: number;
}

/** The names of {@link KeyState} that are flags, as an answer carries them. */
export const FLAGS = ['fresh', 'valid', 'state', 'owner', 'network', 'authenticated'] as const;

/** The state of a device whose keys do not agree with the gateway's. */
export const noKey = (status: string, code = 0): KeyState => ({
  fresh: false,
  valid: false,
  state: false,
  owner: false,
  network: false,
  authenticated: false,
  status,
  code,
});

/** Names of the events that the agent dispatches, each with a {@link KeyState}. */
export type KeyEventName = 'X-Key-Established' | 'XKeyEstablished' | 'XReKeying' | 'X-Key-Rekeying-Done';

/** Dispatches once on `document` and once on `window`, not bubbling, so that no listener hears it twice. */
export function dispatch(name: KeyEventName, detail: KeyState): void {
  for (const target of [document, window]) target.dispatchEvent(new CustomEvent(name, { detail }));
}
