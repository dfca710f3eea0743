import { createHmac, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeVectors } from './make.js';

type Row = Record<string, string>;

const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL('../../../docs/vectors/' + name, import.meta.url), 'utf8'));

const hex = (text = ''): Buffer => Buffer.from(text, 'hex');

test('the committed vectors are exactly what the code makes', async () => {
  for (const [name, made] of Object.entries(await makeVectors())) {
    expect(JSON.parse(JSON.stringify(made)), name).toEqual(committed(name));
  }
});

test('HKDF gives what RFC 5869 prints, and what OpenSSL computes', () => {
  const { hkdf } = committed('hkdf.json') as { hkdf: Row[] };
  expect(hkdf.map((row) => row['prk'])).toEqual([
    '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
    '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
    '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
  ]);
  for (const { ikm, salt, info, length, okm } of hkdf) {
    expect(Buffer.from(hkdfSync('sha256', hex(ikm), hex(salt), hex(info), Number(length))).toString('hex')).toBe(okm);
  }
});

test('shared secrets are those of RFC 7748 6.1 and RFC 5903 8.1', () => {
  const secrets = (committed('roots.json') as Row[]).map((row) => row['sharedSecret']);
  expect([...new Set(secrets)]).toEqual([
    '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
    'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de',
  ]);
});

test('the first thumbprint is the one in RFC 8037 A.3', () => {
  expect((committed('thumbprint.json') as Row[])[0]?.['thumbprint']).toBe(
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  );
});

test('signatures and MACs of messages verify with another implementation', () => {
  const { device, requests, p256, macKey } = committed('messages.json') as {
    device: { jwk: JsonWebKey };
    requests: Row[];
    p256: { jwk: JsonWebKey; purpose: string; payload: string; sig: string };
    macKey: string;
  };
  const signed = (purpose = '', payload: Buffer): Buffer =>
    Buffer.concat([Buffer.from('relock/1 ' + purpose + '\0'), payload]);
  const ed25519 = createPublicKey({ key: device.jwk as never, format: 'jwk' });
  for (const { name, purpose, payloadHex, sig, mac } of requests) {
    const bytes = signed(purpose, hex(payloadHex));
    expect(verify(null, bytes, ed25519, hex(sig)), name).toBe(true);
    if (name === 'rotation') expect(createHmac('sha256', hex(macKey)).update(bytes).digest('hex')).toBe(mac);
  }
  const key = createPublicKey({ key: p256.jwk as never, format: 'jwk' });
  const bytes = signed(p256.purpose, Buffer.from(p256.payload));
  expect(verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, hex(p256.sig))).toBe(true);
});
