import { toBase64url } from '../../src/base64url.js';
import { labelled, utf8, type Bytes } from '../../src/bytes.js';
import type { DeviceJwk } from '../../src/device-key.js';
import { sha256 } from '../../src/webcrypto.js';
import { toHex } from '../../src/hex.js';
import { expand, hmac256, hmacKey } from '../../src/hkdf.js';
import { makePageKey, signWithPage } from '../../src/page-key.js';
import type { AskedRecord } from '../../src/record.js';
import { exchangeRequest, type RequestFacts } from '../../src/request.js';
import { rootMacKey } from '../../src/root.js';
import { deviceKey, fixed, fromHex, privateKey } from './keys.js';
import { epochOf, ISS, KID, ORIGIN } from './ratchet.js';

const fromBase64 = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'base64url'));

/** An ECDSA signature is another one each time, so this one was made once; its test is that it verifies. */
const P256: { jwk: DeviceJwk; payload: string; sig: string } = {
  jwk: {
    kty: 'EC',
    crv: 'P-256',
    x: 'M9BbhXI_vci4AODGzp2U179twanm4RBiutilTi36lmg',
    y: '_DeWWGdjiEPrKVikiD1JIQHm1H0wiwPP4EMGvdRdvqk',
  },
  payload: '{"v":1}',
  sig: '03a20574869ad5405423292a8c56108fbee7b23c8926d6e48c54d62738c706228f07e043f837a0d622122b9dee4c486b5092101be34061139593598e544002f5',
};

async function records(): Promise<Record<'first' | 'later' | 'restarted', AskedRecord>> {
  const gateway = await makePageKey(await fixed('gateway', 32));
  const first: AskedRecord = {
    device: await deviceKey(await fixed('device', 32)),
    iss: '',
    kid: '',
    gateway: '',
    n: 0,
    root: await hmacKey(new Uint8Array(32)),
    pending: {
      privateKey: await privateKey('X25519', await fixed('step', 32)),
      publicKey: fromHex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
    },
    curves: ['X25519'],
    session: '',
    known: false,
    losses: 0,
  };
  const known = { iss: ISS, kid: KID, gateway: toBase64url(gateway.publicKey) };
  return {
    first,
    later: { ...first, ...known, n: 3, root: await hmacKey(await fixed('root', 32)) },
    restarted: { ...first, ...known, known: true },
  };
}

async function requests(): Promise<object[]> {
  const { first, later, restarted } = await records();
  const challenge = toBase64url(await fixed('challenge', 56));
  const { page, tab } = await epochOf('a');
  const cases: [string, AskedRecord, Pick<RequestFacts, 'purpose' | 'challenge'>][] = [
    ['first contact', first, { purpose: 'step' }],
    ['enrolment', { ...first, iss: ISS }, { purpose: 'enrol', challenge }],
    ['rotation', later, { purpose: 'step' }],
    ['resumption', later, { purpose: 'enrol', challenge }],
    ['restart', restarted, { purpose: 'enrol', challenge }],
    ['conflict', later, { purpose: 'conflict', challenge }],
  ];
  return Promise.all(
    cases.map(async ([name, record, what]) => {
      const facts = { ...what, page: page.publicKey, tab, origin: ORIGIN, folder: '/realms/demo/relock/' };
      const { message } = await exchangeRequest(record, facts);
      const { purpose, payload, sig, mac } = message;
      const bytes = fromBase64(payload);
      return {
        name,
        purpose,
        root: toHex(record.n ? await fixed('root', 32) : new Uint8Array(32)),
        payload: new TextDecoder().decode(bytes),
        payloadHex: toHex(bytes),
        req: toHex(await sha256(bytes)),
        sig: toHex(fromBase64(sig)),
        mac: toHex(fromBase64(mac)),
        body: JSON.stringify(message),
      };
    }),
  );
}

async function replies(): Promise<object[]> {
  const gateway = await makePageKey(await fixed('gateway', 32));
  const { id, nonce, session } = await epochOf('a');
  const req = toBase64url(await sha256(utf8('{}')));
  const identity = { v: 1, req, iss: ISS, kid: KID, gateway: toBase64url(gateway.publicKey) };
  const cases: [string, number, object][] = [
    [
      'answer',
      200,
      {
        ...identity,
        n: 4,
        key: toBase64url(fromHex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')),
        stepKid: KID,
        epoch: toBase64url(id),
        nonce: toBase64url(nonce),
        session,
        fresh: false,
        valid: true,
        state: false,
        owner: true,
        network: false,
        authenticated: false,
        status: 'rotated',
        code: 200,
        time: 1767225600,
        policy: { interval: 300, tokens: 1000, view: true, idle: 900, formWait: 1500 },
      },
    ],
    [
      'challenge',
      409,
      { ...identity, challenge: toBase64url(await fixed('challenge', 56)), held: 'other', restart: false },
    ],
    ['ended', 410, { ...identity, reason: 'collision' }],
  ];
  return Promise.all(
    cases.map(async ([purpose, status, members]) => {
      const payload = utf8(JSON.stringify(members));
      const bytes = labelled('relock/1 ' + purpose, payload);
      return {
        purpose,
        status,
        payload: JSON.stringify(members),
        payloadHex: toHex(payload),
        sig: toHex(signWithPage(gateway, bytes)),
        ...(purpose === 'answer' && {
          root: toHex(await fixed('root', 32)),
          mac: toHex(await hmac256(await rootMacKey(await hmacKey(await fixed('root', 32))), bytes)),
        }),
      };
    }),
  );
}

/** `messages.json` */
export async function messages(): Promise<object> {
  const gateway = await makePageKey(await fixed('gateway', 32));
  const device = await deviceKey(await fixed('device', 32));
  const macKey = await expand(await hmacKey(await fixed('root', 32)), 'relock/1 mac', 32);
  return {
    device: { secret: toHex(await fixed('device', 32)), jwk: device.jwk, device_id: device.id },
    gateway: { secret: toHex(gateway.secretKey), public: toHex(gateway.publicKey), kid: KID },
    macKey: toHex(macKey),
    requests: await requests(),
    p256: { purpose: 'step', ...P256 },
    replies: await replies(),
  };
}
