// Says in one line that Node is too old, before npm says it in fifty.
const WANTED = '20.19';

const [major, minor] = process.versions.node.split('.').map(Number);
const [wantedMajor, wantedMinor] = WANTED.split('.').map(Number);
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(`agent-js needs Node ${WANTED} or newer on the PATH; this is ${process.version}`);
  process.exit(1);
}
