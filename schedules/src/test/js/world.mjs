import { Browser } from './browser.mjs';
import { ask } from './gateway.mjs';
import { Stage } from './stage.mjs';
import { Tab } from './tab.mjs';
import { Wire } from './wire.mjs';

/** Something that must never happen has happened. */
export class Violation extends Error {}

const ORDINARY = ['storage', 'network', 'unsettled'];
/** Faults that the gateway has; the others are the browser's. */
const GATEWAY_FAULTS = [
  'GRACE_PERIOD',
  'MARKS_WITHOUT_CHALLENGE',
  'CHALLENGE_OUTLIVES_LOSS',
  'SPENT_TOKENS_FORGOTTEN',
];
let worlds = 0;

/** One gateway, its browsers, the network between them, and what must hold of them at every moment. */
export class World {
  id = ++worlds;
  stage = new Stage();
  wire = new Wire(this);
  log = [];
  tabs = [];
  collisions = 0;
  /** After the copying: the device's public key, and the client step keys that both copies have. */
  copied;
  /** The copy whose own key made the root that the gateway holds; none if both know it, or it holds none. */
  ahead;
  violation;
  #spent = new Map();

  constructor(fault) {
    this.browser = new Browser('A', fault);
    void this.ask('begin', { fault: GATEWAY_FAULTS.includes(fault) ? fault : 'NONE' });
  }

  ask(op, more) {
    return ask({ op, world: this.id, ...more });
  }

  note(text) {
    this.log.push(text);
  }

  must(holds, what) {
    if (holds || this.violation) return;
    this.violation = new Violation(what);
    this.note('*** ' + what);
  }

  open(browser) {
    const tab = new Tab(this, browser, `t${this.tabs.length}`);
    this.tabs.push(tab);
    return tab;
  }

  finished(tab) {
    this.note(`${tab.name} ${tab.failure ?? 'done'}`);
    const expected = !tab.failure || ORDINARY.includes(tab.failure) || (this.collisions && tab.failure === 'ended');
    this.must(expected, `the agent failed: ${tab.failure}`);
  }

  /** The page is gone. What it has sent may still arrive. */
  async crash(tab) {
    this.note(`${tab.name} crashes`);
    this.stage.drop(tab);
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    await tab.browser.crash();
  }

  async lose() {
    this.ahead = undefined;
    await this.ask('lose');
  }

  /** Somebody takes everything that lies in the browser's profile. */
  async copy() {
    const { pending, former } = this.browser.record;
    this.copied = {
      id: this.browser.record.device.id,
      device: this.browser.record.device.jwk.x,
      keys: [pending, former?.pending].flatMap((pair) => (pair ? [Buffer.from(pair.publicKey).toString('base64url')] : [])),
    };
    this.thief = await this.browser.copy('B');
    return this.thief;
  }

  /** What holds of every single answer. */
  judge(sent, { status }, collisions) {
    this.must([200, 409, 410].includes(status), `the gateway said ${status} to an honest message`);
    if (!this.copied) {
      this.must(collisions === 0, 'an honest browser was taken for two');
      this.must(sent.message.purpose !== 'conflict', 'an honest browser had to prove that it is one');
      this.must(status !== 410, 'an honest device has ended');
    } else if (sent.device === this.copied.device && status === 200) {
      this.must(this.collisions === 0, 'a marked device went on');
      const own = sent.old || this.copied.keys.includes(sent.key) ? undefined : sent.browser;
      this.must(!this.ahead || this.ahead === own, 'the copy that is behind got something');
      this.ahead = own;
    }
    this.collisions = collisions;
  }

  /** Shows a proof, which may have been shown before. */
  async show(tab, proof) {
    const { status } = await this.ask('verify', proof);
    const spent = this.#spent.get(proof.token);
    this.note(`${tab.name} ${spent === undefined ? 'proof' : 'proof again'} → ${status}`);
    this.must(!(spent && status === 200), 'a token was accepted twice');
    this.must(spent !== undefined || [200, 404, 409, 410].includes(status), `a fresh proof was refused with ${status}`);
    this.#spent.set(proof.token, spent || status === 200);
    return status;
  }
}
