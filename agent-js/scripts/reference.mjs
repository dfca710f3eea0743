// Writes docs/agent-api.md from the types and their comments, or with --check tells whether it is as they are.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HEAD = `# Agent API

What a page has as \`window.relock\`, and what \`keycloak-relock-agent\` exports. The build writes this page from the types and
their comments; [the package's README](../agent-js/README.md) tells how to begin, [the gateway API](gateway-api.yaml) what the
agent asks the server.
`;

const TAIL = `
## Limitations

- The parts behind \`keycloak-relock-agent/protocol\`, for tools that are no web page, are described in their types only.
- Which browsers there is a key in is told in [the README](../agent-js/README.md#limits).
`;

const root = path.resolve(import.meta.dirname, '..');
const page = path.resolve(root, '../docs/agent-api.md');

async function generated() {
  const out = await mkdtemp(path.join(tmpdir(), 'relock-reference-'));
  try {
    const typedoc = path.join(root, 'node_modules/typedoc/bin/typedoc');
    execFileSync(process.execPath, [typedoc, '--out', out, '--logLevel', 'Warn'], { cwd: root, stdio: 'inherit' });
    return await readFile(path.join(out, 'README.md'), 'utf8');
  } finally {
    await rm(out, { recursive: true });
  }
}

const reference = (await generated())
  .replace(/^# .*\n/, '')
  // TypeDoc takes the member RelockError.code for a heading of this name; readers' viewers do not.
  .replaceAll('(#relockerrorcode-1)', '(#relockerrorcode)')
  .trim();
const text = `${HEAD}\n${reference}\n${TAIL}`;
if (!process.argv.includes('--check')) {
  await writeFile(page, text);
} else if ((await readFile(page, 'utf8')) !== text) {
  console.error('docs/agent-api.md is not what the types say: npm run reference');
  process.exit(1);
}
