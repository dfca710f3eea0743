import { expect, test } from 'vitest';
// @ts-expect-error A script without types.
import { prune as untyped } from '../scripts/prune.mjs';

const prune = untyped as (code: string) => string;

test('members that nothing names are dropped, with those that only they named', () => {
  const code =
    'class A { used() {} get dead() { return this.alsoDead(); } alsoDead() {} static gone() {} }\nnew A().used();';
  const pruned = prune(code);
  expect(pruned).toContain('used() {}');
  expect(pruned).not.toMatch(/dead|alsoDead|gone/);
});

test.each([
  ['a property access', 'a.member'],
  ['destructuring', 'const { member } = a'],
  ['destructuring to another name', 'const { member: other } = a'],
  ['an object literal', 'b({ member: 1 })'],
  ['a string', 'a["member"]'],
])('a member that is named by %s stays', (_, use) => {
  expect(prune(`class A { member() {} }\n${use};`)).toContain('member() {}');
});

test('functions outside of classes, constructors, fields and private members stay', () => {
  const code =
    'class A { #hidden() {} toString() {} field = 1; constructor() {} }\nfunction f() {}\nconst o = { method() {} };';
  expect(prune(code)).toBe(code);
});
