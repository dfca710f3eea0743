/**
 * Why an exchange did not give a key:
 *
 * - `unsupported`: no secure context, or somebody else's frame
 * - `storage`: IndexedDB is refused or failed
 * - `network`: the gateway gave no answer
 * - `malformed`: an answer, or an input, is not of the documented form
 * - `untrusted`: an answer is well formed, but its issuer, MAC or signature is not right
 * - `rejected`: the gateway refused with the HTTP status in {@link RelockError.status}
 * - `ended`: the gateway ended this device for good
 * - `unsettled`: no agreement after a bounded number of attempts
 * - `stopped`: `clear()` was called meanwhile
 */
export type RelockErrorCode =
  'unsupported' | 'storage' | 'network' | 'malformed' | 'untrusted' | 'rejected' | 'ended' | 'unsettled' | 'stopped';

/** The only error this package throws by itself; {@link RelockError.code} says which. */
export class RelockError extends Error {
  /** Why, for programs. */
  readonly code: RelockErrorCode;
  /** The HTTP status where there was one, else 0. */
  readonly status: number;

  constructor(code: RelockErrorCode, status = 0, cause?: unknown) {
    super(code, { cause });
    this.name = 'RelockError';
    this.code = code;
    this.status = status;
  }
}
