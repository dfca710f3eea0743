import { agent } from './agent.mjs';
import { Draw } from './draw.mjs';
import { World } from './world.mjs';

/** Events after which everything still under way is let go on. */
const MAX_EVENTS = 300;
const { RelockError } = agent;

/** One schedule: a seed decides what happens next, until all that was begun has ended; then comes the reckoning. */
export class Schedule {
  constructor({ seed, kind, fault }) {
    this.draw = new Draw(seed);
    this.kind = kind;
    this.world = new World(fault);
    this.exchanges = 2 + this.draw.below(4);
    this.misfortunes = this.draw.below(4);
    // Each schedule has troubles of its own: what is rare everywhere never meets what is rare everywhere.
    this.often = { replay: this.draw.of([0, 2, 10]), lost: this.draw.of([1, 4, 20]), cookie: this.draw.of([0, 2, 12]) };
    this.proofs = [];
  }

  async play() {
    const { world } = this;
    for (let events = 0; !world.violation && !world.collisions; events++) {
      await world.stage.settled();
      const next = this.#next(events > MAX_EVENTS);
      if (!next) break;
      await this[next]();
    }
    if (!world.violation) await (world.copied ? this.#reckonWithCopies() : this.#reckonWithOne());
    await world.ask('end');
    return world;
  }

  /** What happens next, by weight. */
  #next(hurry) {
    const { world } = this;
    const waiting = world.tabs.some((tab) => world.stage.at(tab));
    const copies = this.kind === 'copy' && !world.copied && world.browser.record;
    if (hurry || (this.exchanges === 0 && !copies)) return waiting ? 'goOn' : copies ? 'copy' : undefined;
    return this.draw.weighted({
      begin: this.exchanges ? 4 : 0,
      goOn: waiting ? 14 : 0,
      replay: world.wire.sent.length ? this.often.replay : 0,
      befall: this.misfortunes ? 1 : 0,
      prove: world.tabs.some((tab) => tab.epoch) ? 1 : 0,
      copy: copies ? 1 : 0,
    });
  }

  /** A page is loaded in a tab, or an open one rotates. */
  begin() {
    const { draw, world } = this;
    const browser = world.thief && draw.below(2) ? world.thief : world.browser;
    const idle = world.tabs.filter((tab) => tab.browser === browser && !tab.busy);
    const tab = idle.length && draw.below(3) ? draw.of(idle) : world.open(browser);
    this.exchanges--;
    world.note(`${tab.name} begins`);
    tab.exchange(draw.below(2) === 0);
  }

  /** One tab gets on, for better or worse. */
  async goOn() {
    const { draw, world } = this;
    const { stage } = world;
    const tab = draw.of(world.tabs.filter((tab) => stage.at(tab)));
    const gate = stage.at(tab);
    if (gate === 'delay') {
      stage.pass(tab);
    } else if (gate === 'store') {
      const fate = draw.weighted({ done: 40, refused: 1, crash: 2 });
      if (fate === 'done') stage.pass(tab);
      else if (fate === 'crash') await world.crash(tab);
      else stage.fail(tab, new RelockError('storage'));
    } else {
      await this.#onWire(tab, gate);
    }
  }

  async #onWire(tab, sent) {
    const { draw, world } = this;
    const { stage, wire } = world;
    const { browser } = tab;
    const fate = sent.answers.length
      ? draw.weighted({ arrives: 10, cookieOnly: 2, lost: 2, again: 1, crash: 2 })
      : draw.weighted({ delivered: 24, waits: 5, again: 2, lost: this.often.lost, unsent: 1, crash: 1, refused: quiet(sent) ? 60 : 0 });
    if (['delivered', 'waits', 'again'].includes(fate)) {
      sent.answers.push(await wire.deliver(sent, this.#cookieOf(browser)));
      if (fate !== 'delivered') return;
    }
    if (fate === 'unsent' || fate === 'refused') wire.forget(sent);
    if (fate === 'crash' || fate === 'unsent') return world.crash(tab);
    const answer = sent.answers.length ? draw.of(sent.answers) : undefined;
    if (answer?.sealed && fate !== 'lost') browser.keep(answer.sealed);
    if (fate === 'delivered' || fate === 'arrives') return stage.pass(tab, structuredClone(answer));
    world.note(`${tab.name} hears nothing (${fate})`);
    stage.fail(tab, new TypeError('network'));
  }

  /** What a request carries: now and then none, or an old one. */
  #cookieOf(browser) {
    const { draw } = this;
    const which = draw.weighted({ present: 12, none: this.often.cookie, older: this.often.cookie });
    return which === 'present' ? browser.cookie : which === 'none' ? null : draw.of(browser.cookies);
  }

  /** The network, or somebody who listens, brings an old message once more, with any cookie. */
  async replay() {
    const { draw, world } = this;
    const { sent: all } = world.wire;
    // What was thought lost and comes late is more of a danger than what comes again.
    const late = all.filter((sent) => !sent.delivered);
    const sent = draw.of(late.length && draw.below(3) ? late.slice(-2) : all);
    const cookie = draw.of([null, sent.cookie, sent.cookie, sent.cookie, sent.browser.cookie]);
    world.note(sent.delivered ? 'again:' : 'late:');
    await world.wire.deliver(sent, cookie);
  }

  /** Something happens to the gateway, or to the cookie jar. */
  async befall() {
    const { draw, world } = this;
    this.misfortunes--;
    const what = draw.of(['lose', 'lose', 'lose', 'rotate', 'forget-keys', 'time', 'no cookie', 'old cookie', 'new key']);
    world.note(`(${what})`);
    const browser = world.thief && draw.below(2) ? world.thief : world.browser;
    if (what === 'lose') await world.lose();
    else if (what === 'time') await world.ask('time', { seconds: draw.of([20, 70, 100, 1000]) });
    else if (what === 'no cookie') browser.cookie = null;
    else if (what === 'old cookie') browser.cookie = draw.of(browser.cookies);
    else if (what !== 'new key') await world.ask(what);
    // A thief may do as he likes with what he has: here, drop the key that he shares.
    else if (world.thief?.record) await world.thief.update((record) => ({ ...record, pending: undefined }));
  }

  /** A tab proves its device, or somebody shows an old proof. */
  async prove() {
    const { draw, world } = this;
    const old = this.proofs.length > 0 && draw.below(2) === 0;
    const tab = draw.of(world.tabs.filter((tab) => tab.epoch));
    const [prover, proof] = old ? draw.of(this.proofs) : [tab, tab.prove()];
    if (!old) this.proofs.push([prover, proof]);
    await world.show(prover, proof);
  }

  async copy() {
    const { draw, world } = this;
    world.note('(copied)');
    const thief = await world.copy();
    thief.quiet = draw.below(4) === 0;
    this.exchanges += 1 + draw.below(4);
    this.misfortunes += draw.below(3);
  }

  /** From now on nothing is lost: a page is loaded, and it is told how that went. */
  async #load(browser) {
    const { world } = this;
    const tab = world.open(browser);
    tab.exchange(true);
    for (;;) {
      await world.stage.settled();
      const gate = world.stage.at(tab);
      if (!gate) return tab;
      if (gate === 'store' || gate === 'delay') {
        world.stage.pass(tab);
      } else if (quiet(gate)) {
        world.stage.fail(tab, new TypeError('network'));
      } else {
        const answer = await world.wire.deliver(gate, browser.cookie);
        if (answer.sealed) browser.keep(answer.sealed);
        world.stage.pass(tab, answer);
      }
    }
  }

  /** An honest browser gets through, as the device that it was. */
  async #reckonWithOne() {
    const { world } = this;
    world.note('now nothing is lost any more');
    const device = world.browser.record?.device.id;
    const tab = await this.#load(world.browser);
    world.must(!tab.failure, `an honest browser does not get through: ${tab.failure}`);
    if (tab.failure) return;
    world.must(!device || tab.device === device, 'an honest browser lost its device');
    const proof = tab.prove();
    world.must((await world.show(tab, proof)) === 200, 'an honest proof was not accepted');
    await world.show(tab, proof);
  }

  /** Two copies that both come back are found out; what was opened for them is worth nothing. */
  async #reckonWithCopies() {
    const { draw, world } = this;
    const { browser, thief } = world;
    world.note('now nothing is lost any more');
    const order = thief.quiet || draw.below(2) ? [thief, browser, thief, browser] : [browser, thief, browser, thief];
    if (draw.below(2)) order.splice(draw.below(3), 0, draw.of([browser, thief]));
    if (thief.quiet) order.push(thief);
    let last;
    for (const copy of order) {
      if (!world.collisions && !world.violation) last = await this.#load(copy);
    }
    if (world.violation) return;
    if (!world.collisions) {
      world.must(thief.quiet, 'two copies were not found out');
      world.must(last.failure, 'a thief who does not answer got through');
      return;
    }
    const next = await this.#load(draw.of([browser, thief]));
    world.must(!next.failure && next.device !== world.copied.id, 'a marked browser did not begin anew');
    for (const tab of world.tabs) {
      if (tab.epoch && tab.device === world.copied.id) {
        world.must((await world.show(tab, tab.prove())) !== 200, 'a marked device still proves');
      }
    }
  }
}

/** A thief who knows better than to answer keeps this to himself. */
const quiet = (sent) => sent.browser.quiet && sent.message.purpose === 'conflict';
