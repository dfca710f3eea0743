import { epochs, roots } from './ratchet.js';
import { messages } from './messages.js';
import { ed25519, encoding, hkdfs, thumbprints } from './primitives.js';
import { ed25519Strict, p256Strict, x25519Strict } from './strict.js';
import { tokens } from './tokens.js';

/** The vector files, by name, as the code makes them. */
export const makeVectors = async (): Promise<Record<string, object>> => ({
  'encoding.json': encoding(),
  'thumbprint.json': await thumbprints(),
  'ed25519.json': await ed25519(),
  'hkdf.json': await hkdfs(),
  'roots.json': await roots(),
  'epoch.json': await epochs(),
  'token.json': await tokens(),
  'messages.json': await messages(),
  'ed25519-strict.json': await ed25519Strict(),
  'x25519-strict.json': x25519Strict(),
  'p256-strict.json': p256Strict(),
});
