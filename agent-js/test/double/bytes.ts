// The protocol's notation once more, over Buffer and node:crypto, so that the agent is tested against other code than its own.
import { createHash, createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

export const lp = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part as string);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    }),
  );

export const labelled = (label: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`relock/1 ${label}\0`), bytes]);

export const b64u = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const fromB64u = (text: unknown): Buffer => Buffer.from(text as string, 'base64url');

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
export const sha512 = (bytes: Uint8Array): Buffer => createHash('sha512').update(bytes).digest();
export const hmac = (hash: 'sha256' | 'sha512', key: Uint8Array, bytes: Uint8Array): Buffer =>
  createHmac(hash, key).update(bytes).digest();

/** One block is all the protocol needs. */
export const expand = (key: Uint8Array, info: string | Uint8Array, length = 32): Buffer =>
  hmac('sha256', key, Buffer.concat([Buffer.from(info as string), Buffer.of(1)])).subarray(0, length);

export const rawEd25519 = (key: KeyObject): Buffer => fromB64u(createPublicKey(key).export({ format: 'jwk' }).x);

export const ed25519 = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: b64u(raw) }, format: 'jwk' });

/** Verifies by a device key, of either kind. */
export const isSigned = (jwk: Record<string, string>, bytes: Uint8Array, signature: Uint8Array): boolean => {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return jwk['kty'] === 'EC'
    ? verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
    : verify(null, bytes, key, signature);
};
