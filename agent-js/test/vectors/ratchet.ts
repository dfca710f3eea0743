import { concat, type Bytes } from '../../src/bytes.js';
import { epochKeys } from '../../src/epoch.js';
import { toHex } from '../../src/hex.js';
import { expand, hmacKey } from '../../src/hkdf.js';
import { makePageKey } from '../../src/page-key.js';
import { firstRoot, insecureNextRootBytes, rootId, stepTranscript, type Step } from '../../src/root.js';
import { agree } from '../../src/step-key.js';
import { toBase64url } from '../../src/base64url.js';
import { deviceKey, fixed, fromHex, privateKey } from './keys.js';

/** The realm, the page and the gateway key of all vectors. */
export const ISS = 'https://sso.example.org/realms/demo';
export const ORIGIN = 'https://sso.example.org';
export const KID = 'gateway-key-1';

/** RFC 7748 section 6.1. */
const ALICE = {
  secret: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
  public: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
};
const BOB = {
  secret: '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb',
  public: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
};
/** RFC 5903 section 8.1. */
const INITIATOR = {
  secret: 'c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433',
  public:
    '04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3',
};
const RESPONDER = {
  secret: 'c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53',
  public:
    '04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab',
};

/** An ECDH private key of a fixed scalar and its public point. */
const p256Key = ({ secret, public: point }: { secret: string; public: string }): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'jwk',
    {
      kty: 'EC',
      crv: 'P-256',
      d: toBase64url(fromHex(secret)),
      x: toBase64url(fromHex(point.slice(2, 66))),
      y: toBase64url(fromHex(point.slice(66))),
    },
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    ['deriveBits'],
  );

const describe = async (n: number, root: Bytes): Promise<object> => {
  const key = await hmacKey(root);
  return { n, root: toHex(root), rid: toHex(await rootId(key)), mac: toHex(await expand(key, 'relock/1 mac')) };
};

/** `roots.json` */
export async function roots(): Promise<object> {
  const device = await deviceKey(await fixed('device', 32));
  const sides = [
    { curve: 'X25519', client: ALICE, gateway: BOB, key: await privateKey('X25519', fromHex(ALICE.secret)) },
    { curve: 'P-256', client: INITIATOR, gateway: RESPONDER, key: await p256Key(INITIATOR) },
  ];
  const starts = [
    { n: 0, root: new Uint8Array(32), key: await firstRoot() },
    { n: 2 ** 32 + 7, root: await fixed('root', 32), key: await hmacKey(await fixed('root', 32)) },
  ];
  const steps = [];
  for (const { curve, client, gateway, key } of sides) {
    const clientKey = fromHex(client.public);
    const gatewayKey = fromHex(gateway.public);
    const secret = await agree({ privateKey: key, publicKey: clientKey }, gatewayKey);
    for (const start of starts) {
      const rid = await rootId(start.key);
      const step: Step = {
        iss: ISS,
        origin: ORIGIN,
        device: device.id,
        n: start.n,
        rid,
        clientKey,
        gatewayKey,
        kid: KID,
      };
      const next = await insecureNextRootBytes(start.key, secret, step);
      steps.push({
        curve,
        iss: ISS,
        origin: ORIGIN,
        device_id: device.id,
        kid: KID,
        from: await describe(start.n, start.root),
        clientSecret: client.secret,
        clientKey: client.public,
        gatewaySecret: gateway.secret,
        gatewayKey: gateway.public,
        sharedSecret: toHex(secret),
        transcript: toHex(stepTranscript(step)),
        to: await describe(start.n + 1, next),
      });
    }
  }
  return steps;
}

/** What `epoch.json` and `token.json` share. */
export async function epochOf(name: string): Promise<{
  root: Bytes;
  id: Bytes;
  nonce: Bytes;
  page: Awaited<ReturnType<typeof makePageKey>>;
  session: string;
  tab: string;
}> {
  return {
    root: await fixed('root of ' + name, 32),
    id: await fixed('id of ' + name, 8),
    nonce: await fixed('nonce of ' + name, 16),
    page: await makePageKey(await fixed('page of ' + name, 32)),
    session: toHex(concat(await fixed('device hash', 32), await fixed('session of ' + name, 16))),
    tab: 'tab-' + name,
  };
}

/** `epoch.json` */
export const epochs = (): Promise<object> =>
  Promise.all(
    ['a', 'b'].map(async (name) => {
      const { root, id, nonce, page } = await epochOf(name);
      const keys = await epochKeys(await hmacKey(root), { id, nonce, page: page.publicKey, origin: ORIGIN });
      return {
        root: toHex(root),
        epoch: toHex(id),
        nonce: toHex(nonce),
        page: toHex(page.publicKey),
        origin: ORIGIN,
        tokenKey: toHex(keys.token),
        serverTokenKey: toHex(keys.server),
      };
    }),
  );
