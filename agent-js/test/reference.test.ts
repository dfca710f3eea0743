import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('docs/agent-api.md is what the types say', { timeout: 120_000 }, () => {
  expect(() => execFileSync(process.execPath, ['scripts/reference.mjs', '--check'], { stdio: 'pipe' })).not.toThrow();
});
