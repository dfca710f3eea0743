/**
 * What the agent has from `@noble/ed25519`, by OpenSSL: ten times as fast, and more schedules are what counts here. That
 * both mean the same is shown by the tests of the agent.
 */
import { createPrivateKey, createPublicKey, sign as makeSignature, verify as verifySignature } from 'node:crypto';

const kty = 'OKP';
const crv = 'Ed25519';
const text = (raw) => Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64url');

// Node asks for `x`, and computes it.
const privateKey = (seed) => createPrivateKey({ key: { kty, crv, x: '', d: text(seed) }, format: 'jwk' });

export const hashes = {};

export const keygen = (secretKey) => ({
  secretKey,
  publicKey: new Uint8Array(Buffer.from(privateKey(secretKey).export({ format: 'jwk' }).x, 'base64url')),
});

export const sign = (message, seed) => new Uint8Array(makeSignature(null, message, privateKey(seed)));

export const verify = (signature, message, raw) =>
  verifySignature(null, message, createPublicKey({ key: { kty, crv, x: text(raw) }, format: 'jwk' }), signature);
