import { createHash, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import { toHex } from '../../src/hex.js';
import { makePageKey, signWithPage } from '../../src/page-key.js';
import { fromHex } from './keys.js';

/** What the gateway, which vets keys at enrolment, and the agent say to it. */
interface Verdicts {
  readonly gateway: Verdict;
  readonly agent: Verdict;
}
type Verdict = 'accepted' | 'refused';
const ACCEPTED: Verdicts = { gateway: 'accepted', agent: 'accepted' };
const REFUSED: Verdicts = { gateway: 'refused', agent: 'refused' };
/** The gateway is stricter than the RFC asks; the agent is as strict as the RFC. */
const BY_RFC: Verdicts = { gateway: 'refused', agent: 'accepted' };

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;

const littleEndian = (value: bigint, length = 32): string =>
  toHex(Uint8Array.from({ length }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn)));
const fromLittleEndian = (hex: string): bigint => BigInt('0x' + Buffer.from(hex, 'hex').reverse().toString('hex'));

const flip = (hex: string, bit: number): string => {
  const bytes = fromHex(hex);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return toHex(bytes);
};

/** The twelve cases of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, SSR 2020), table 5, in its order. */
const TAMING: readonly (readonly [
  name: string,
  verdicts: Verdicts,
  message: string,
  key: string,
  signature: string,
])[] = [
  [
    'S = 0, small A, small R',
    REFUSED,
    '8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a0000000000000000000000000000000000000000000000000000000000000000',
  ],
  [
    'small A, mixed R',
    REFUSED,
    '9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04',
  ],
  [
    'mixed A, small R',
    BY_RFC,
    'aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e',
  ],
  [
    'mixed A, mixed R, good with and without the cofactor',
    BY_RFC,
    '9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009',
  ],
  [
    'mixed A, mixed R, good with the cofactor only',
    BY_RFC,
    'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
  ],
  [
    'mixed A, order-L R, good with the cofactor unless 8h is reduced first',
    BY_RFC,
    'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    '21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405',
  ],
  [
    'S > L',
    REFUSED,
    '85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40',
    '442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623',
    'e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514',
  ],
  [
    'S >> L',
    REFUSED,
    '85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40',
    '442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623',
    '8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa19427e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22',
  ],
  [
    'non-canonical R, reduced for the hash',
    REFUSED,
    '9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f',
  ],
  [
    'non-canonical R, not reduced for the hash',
    REFUSED,
    '9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41',
    'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908',
  ],
  [
    'non-canonical A, reduced for the hash',
    REFUSED,
    'e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dca5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04',
  ],
  [
    'non-canonical A, not reduced for the hash',
    REFUSED,
    '39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dca5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04',
  ],
];

/** Public keys that nobody may enrol with: length, encoding, order. */
const ED25519_KEYS: Readonly<Record<string, string>> = {
  'order 1': littleEndian(1n),
  'order 2': littleEndian(P - 1n),
  'order 4': littleEndian(0n),
  'order 4, the other sign': littleEndian(2n ** 255n),
  'order 8': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'order 8, the other sign': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'order 8, the third': '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'order 8, the fourth': '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'order 1 as y = 1 + p': littleEndian(P + 1n),
  'order 1 with a sign': littleEndian(2n ** 255n + 1n),
  'order 1 as y = 1 + p with a sign': littleEndian(2n ** 255n + P + 1n),
  'order 2 with a sign': littleEndian(2n ** 255n + P - 1n),
  'order 4 as y = p': littleEndian(P),
  'order 4 as y = p with a sign': littleEndian(2n ** 255n + P),
  'y = 3 + p': littleEndian(P + 3n),
  'y = 18 + p, the last there is': littleEndian(P + 18n),
  'y = 2, which is no point': littleEndian(2n),
  'mixed order': 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
  'one byte short': littleEndian(9n, 31),
  'one byte long': 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00',
  'no byte': '',
};

/** What Wycheproof's Ed25519 tests do to a good signature, done to that of RFC 8032 7.1 test 2. */
function spoilt(signature: string): Record<string, string> {
  const r = signature.slice(0, 64);
  const s = signature.slice(64);
  const number = fromLittleEndian(s);
  const rows: Record<string, string> = {};
  for (const k of [1n, 2n, 3n, 4n, 8n, 14n]) rows[`S + ${k} L`] = r + littleEndian(number + k * L);
  for (const bit of [253, 254, 255]) rows[`S with bit ${bit}`] = r + littleEndian(number | (1n << BigInt(bit)));
  for (const [name, value] of Object.entries({ '0': 0n, '1': 1n, 'L - 1': L - 1n, L: L, 'L + 1': L + 1n, p: P })) {
    rows[`S = ${name}`] = r + littleEndian(value);
  }
  rows['S = 2^256 - 1'] = r + 'ff'.repeat(32);
  for (const [name, value] of Object.entries({ '0': 0n, '1': 1n, 'p - 1': P - 1n, p: P, 'p + 1': P + 1n })) {
    rows[`R = ${name}`] = littleEndian(value) + s;
  }
  rows['R = 2^256 - 1'] = 'ff'.repeat(32) + s;
  for (const bit of [0, 1, 7, 128, 254, 255, 256, 263, 400, 503, 507])
    rows[`bit ${bit} flipped`] = flip(signature, bit);
  rows['R and S swapped'] = s + r;
  rows['R twice'] = r + r;
  rows['only R'] = r;
  rows['no byte'] = '';
  rows['one byte short'] = signature.slice(0, -2);
  rows['two bytes short'] = signature.slice(0, -4);
  rows['a zero byte behind'] = signature + '00';
  rows['two zero bytes behind'] = signature + '0000';
  rows['a zero byte between'] = r + '00' + s;
  rows['a zero byte before'] = '00' + signature;
  rows['twice'] = signature + signature;
  rows['all zero'] = '00'.repeat(64);
  return rows;
}

/** `ed25519-strict.json` */
export async function ed25519Strict(): Promise<object> {
  const abc = toHex(createHash('sha512').update('abc').digest());
  const good = await Promise.all(
    [
      ['RFC 8032 7.1 test 2', '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', '72'],
      ['RFC 8032 7.1 test SHA(abc)', '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42', abc],
    ].map(async ([name = '', seed = '', message = '']) => {
      const key = await makePageKey(fromHex(seed));
      return { name, public: toHex(key.publicKey), message, signature: toHex(signWithPage(key, fromHex(message))) };
    }),
  );
  const [second] = good;
  return {
    taming: TAMING.map(([name, verdicts, message, key, signature]) => ({
      name,
      public: key,
      message,
      signature,
      ...verdicts,
    })),
    keys: Object.entries(ED25519_KEYS).map(([name, key]) => ({ name, public: key })),
    signatures: [
      ...good.map((row) => ({ ...row, ...ACCEPTED })),
      ...Object.entries(spoilt(second?.signature ?? '')).map(([name, signature]) => ({
        ...second,
        name,
        signature,
        ...REFUSED,
      })),
      { ...second, name: 'another message', message: '73', ...REFUSED },
      { ...second, name: 'no message', message: '', ...REFUSED },
      { ...second, name: 'another key', public: good[1]?.public, ...REFUSED },
    ],
  };
}

/** X25519 by OpenSSL: what the agent's WebCrypto computes too. Nothing where the secret is all zero. */
function x25519(secret: string, point: string): string {
  const pkcs8 = Buffer.from('302e020100300506032b656e04220420' + secret, 'hex');
  const spki = Buffer.from('302a300506032b656e032100' + point, 'hex');
  const keys = {
    privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
  try {
    return diffieHellman(keys).toString('hex');
  } catch {
    return '';
  }
}

/** `x25519-strict.json` */
export function x25519Strict(): object {
  const secret = 'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4';
  const rows: [name: string, verdicts: Verdicts, secret: string, point: string][] = [
    ['RFC 7748 5.2, first', ACCEPTED, secret, 'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c'],
    [
      'RFC 7748 5.2, second: the bit that is ignored is set',
      BY_RFC,
      '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
    ],
    [
      'Wycheproof 1: normal case',
      ACCEPTED,
      'c8a9d5a91091ad851c668b0736c1c9a02936c0d3ad62670858088047ba057475',
      '504a36999f489cd2fdbc08baff3d88fa00569ba986cba22548ffde80f9806829',
    ],
    [
      'Wycheproof 2: public key on the twist',
      ACCEPTED,
      'd85d8c061a50804ac488ad774ac716c3f5ba714b2712e048491379a500211958',
      '63aa40c6e38346c5caf23a6df0a5e6c80889a08647e551b3563449befcfc9733',
    ],
    [
      'Wycheproof 7: u = 2, on the twist',
      ACCEPTED,
      'd03edde9f3e7b799045f9ac3793d4a9277dadeadc41bec0290f81f744f73775f',
      littleEndian(2n),
    ],
    ['u = 0', REFUSED, secret, littleEndian(0n)],
    ['u = 1', REFUSED, secret, littleEndian(1n)],
    ['order 8', REFUSED, secret, 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'],
    ['order 8, the other', REFUSED, secret, '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'],
    ['u = p - 1', REFUSED, secret, littleEndian(P - 1n)],
    ['u = p', REFUSED, secret, littleEndian(P)],
    ['u = p + 1', REFUSED, secret, littleEndian(P + 1n)],
    ['u = 2^255, which is 0', REFUSED, secret, littleEndian(2n ** 255n)],
    ['u = 2^255 + p, which is 0', REFUSED, secret, littleEndian(2n ** 255n + P)],
    ['u = 2^256 - 1, which is 18', BY_RFC, secret, littleEndian(2n ** 256n - 1n)],
  ];
  for (let more = 2n; more < 19n; more++) rows.push([`u = p + ${more}`, BY_RFC, secret, littleEndian(P + more)]);
  return rows.map(([name, verdicts, key, point]) => ({
    name,
    secret: key,
    public: point,
    shared: x25519(key, point),
    ...verdicts,
  }));
}

const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const FIELD = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const hex32 = (value: bigint): string => value.toString(16).padStart(64, '0');

/** `p256-strict.json`; key and signature are those of RFC 6979 A.2.5, SHA-256, "sample". */
export function p256Strict(): object {
  const x = '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6';
  const y = '7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299';
  const r = 'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716';
  const s = 'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8';
  const otherY = hex32(FIELD - BigInt('0x' + y));
  const [zero, one, order] = [hex32(0n), hex32(1n), hex32(N)];
  const highS = BigInt('0x' + s);
  return {
    x,
    y,
    message: toHex(new TextEncoder().encode('sample')),
    signatures: Object.entries({
      'RFC 6979 A.2.5': ['accepted', r + s],
      'low s': ['accepted', r + hex32(N - highS)],
      'r = 0': ['refused', zero + s],
      's = 0': ['refused', r + zero],
      'r = 0, s = 0': ['refused', zero + zero],
      'r = 1, s = 1': ['refused', one + one],
      'r = n': ['refused', order + s],
      's = n': ['refused', r + order],
      'r = n, s = n': ['refused', order + order],
      'r = n - 1': ['refused', hex32(N - 1n) + s],
      's = n - 1': ['refused', r + hex32(N - 1n)],
      'r = p': ['refused', hex32(FIELD) + s],
      'all ones': ['refused', 'ff'.repeat(64)],
      'r and s swapped': ['refused', s + r],
      'a bit of r': ['refused', flip(r, 9) + s],
      'a bit of s': ['refused', r + flip(s, 200)],
      'one byte short': ['refused', (r + s).slice(0, -2)],
      'a zero byte behind': ['refused', r + s + '00'],
      'a zero byte before': ['refused', '00' + r + s],
      'in DER': ['refused', '3046022100' + r + '022100' + s],
      'no byte': ['refused', ''],
    }).map(([name, [gateway, signature]]) => ({ name, signature, gateway })),
    /** Uncompressed points: as a device's key its coordinates, as a step key the whole. */
    points: Object.entries({
      'RFC 6979 A.2.5': ['accepted', '04' + x + y],
      'its negative': ['accepted', '04' + x + otherY],
      'infinity in 65 bytes': ['refused', '04' + zero + zero],
      'off the curve': ['refused', '04' + x + flip(y, 255)],
      'of another b': ['refused', '04' + one + one],
      'x = p': ['refused', '04' + hex32(FIELD) + y],
      'y = p': ['refused', '04' + x + hex32(FIELD)],
      'all ones': ['refused', '04' + 'ff'.repeat(64)],
      'x and y swapped': ['refused', '04' + y + x],
    }).map(([name, [gateway, point]]) => ({ name, point, gateway })),
    /** Other encodings of a step key that is good. */
    encodings: Object.entries({
      infinity: '00',
      compressed: '03' + x,
      'compressed in 65 bytes': '03' + x + y,
      hybrid: '07' + x + y,
      'without its first byte': x + y,
      'one byte long': '04' + x + y + '00',
      'no byte': '',
    }).map(([name, point]) => ({ name, point, gateway: 'refused' })),
  };
}
