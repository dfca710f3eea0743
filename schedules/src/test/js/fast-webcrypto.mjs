/**
 * The part of WebCrypto that the agent uses, by the same OpenSSL, without Node's detour over another thread for every
 * call: four times as many schedules in the same time. `platform: 'browser'` plays with Node's own.
 */
import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomFillSync,
  sign,
} from 'node:crypto';

const bytes = (buffer) => new Uint8Array(buffer).buffer;
const raw = ({ object }) => Buffer.from(object.export({ format: 'jwk' }).x, 'base64url');
const unsupported = (what) => new DOMException(what, 'NotSupportedError');

const subtle = {
  digest: async (_name, data) => bytes(createHash('sha256').update(data).digest()),

  async importKey(_format, data, algorithm) {
    const { name } = algorithm;
    if (name === 'HMAC') return { algorithm: { name }, secret: Buffer.from(data) };
    if (name !== 'X25519' || data.length !== 32) throw unsupported(name);
    const key = { kty: 'OKP', crv: name, x: Buffer.from(data).toString('base64url') };
    return { algorithm: { name }, object: createPublicKey({ key, format: 'jwk' }) };
  },

  async sign(algorithm, key, data) {
    const name = algorithm.name ?? algorithm;
    if (name === 'HMAC') return bytes(createHmac('sha256', key.secret).update(data).digest());
    return bytes(sign(null, data, key.object));
  },

  async generateKey({ name }) {
    if (name !== 'X25519' && name !== 'Ed25519') throw unsupported(name);
    const { privateKey, publicKey } = generateKeyPairSync(name.toLowerCase());
    const algorithm = { name };
    return { privateKey: { algorithm, object: privateKey }, publicKey: { algorithm, object: publicKey } };
  },

  exportKey: async (format, key) => (format === 'jwk' ? key.object.export({ format }) : bytes(raw(key))),

  deriveBits: async ({ public: other }, { object }) =>
    bytes(diffieHellman({ privateKey: object, publicKey: other.object })),
};

export const fastCrypto = { subtle, getRandomValues: (array) => randomFillSync(array) };
