/*
 * The key rotation of docs/protocol.md sections 5 to 7 for one device: its browser with several tabs, a network that
 * loses, delays, duplicates and replays, a gateway that may forget everything, and a thief with a copy of the profile.
 *
 * A next-state relation: one process, and each alternative of its loop (at the end) is one atomic step of one party.
 * model/README.md says what is proven, within which bounds, what is left out and why that is sound, and how to read a
 * counter-example. What stands under #ifdef with a name of its own is a seeded mutant: it breaks one rule, and
 * RotationModelTest demands that the checker notices.
 */

/* ---- Bounds ------------------------------------------------------------------------------------------------------ */

/* Tabs of the browser: 1 or 2. They share its one record. */
#ifndef TABS
#define TABS 2
#endif
/* Messages of the past that the network can still deliver, besides what each tab waits for: 1 or 2. */
#ifndef LATE
#define LATE 1
#endif
/* Sealed cookies that may be presented besides none: 1 or 2. */
#ifndef COOKIES
#define COOKIES 1
#endif
/* With a thief there is one tab more, his. Without, nobody ever copies. */
#ifdef THIEF
#define ALL_TABS (TABS + 1)
#else
#define ALL_TABS TABS
#endif
/* MAX_MESSAGES in exchange.ts. */
#define MAX_MESSAGES 8

/* ---- Values ------------------------------------------------------------------------------------------------------ */

/*
 * A root is a number, 0 is root[0]. A step key is a number, 0 is none. After each step all of them are numbered anew in
 * the order of their places, so the model runs for ever in finitely many states. The version n is not here: a root has
 * one version. Nor are signatures and MACs: senders name only roots and keys that they hold.
 */
#define ZERO 0
#define NEW_ROOT 31
/* A step key tells who made it: SHARED for all that were made before the copy. */
#define KEYS 10
#define SHARED 0
#define VICTIM 1
#define COPY 2
#define makerOf(key) ((key) / KEYS)
#define newKey(t) ((copied -> VICTIM + browserOf(t) : SHARED) * KEYS + KEYS - 1)

#define browserOf(t) ((t) / TABS)

mtype = { STEP, ENROL, CONFLICT };                       /* purpose of a message; 0: no message */
mtype = { ANSWER, NONE_HELD, NONE_RESTART, OTHER, GONE } /* reply: 200, 409 (three kinds), 410; 0: none yet */
mtype = { IDLE, WAITING, HALTED };                       /* what a tab does */
mtype = { FORGOTTEN, HELD, TOMBSTONE };                  /* what the gateway has of the device */

/* Section 5, exchangeRequest() in request.ts. */
typedef Message {
  mtype purpose;
  byte root;
  byte key;
  byte held; /* CONFLICT: the root that the challenge is tied to. An ENROL always has a good challenge, see onNone */
  bit by     /* browser that sent it; for the properties only */
};

/* Section 6, DeviceRecord in record.ts. */
typedef Record {
  byte root;
  byte pending;
  bit restarting /* told to start over: it asks with root[0], and keeps its root until that is answered */
};

/* Ratchet.java: a root and the step that made it. */
typedef Chain {
  byte root;
  byte lastRoot;
  byte lastKey
};

/* ---- State ------------------------------------------------------------------------------------------------------- */

mtype entry = FORGOTTEN;
Chain gateway;

/* Sealed states in cookie jars, section 7. Which a request carries, or none, is open: a stale or an empty jar. */
Chain sealed[COOKIES];

Record record[2]; /* of the browser, of the copy */

mtype tab[ALL_TABS] = IDLE;
Message asked[ALL_TABS];
bit still[ALL_TABS]; /* isStill() in record.ts: the record was not written since this tab asked */
mtype reply[ALL_TABS];
byte replyRoot[ALL_TABS]; /* ANSWER: the new root. OTHER: the root that the challenge is tied to */
bit lapsed[ALL_TABS];     /* the challenge in the reply is good no more */

Message late[LATE];

/* Only watched. */
bit copied;
bit marked;
byte branch;         /* whose key made the root that the gateway holds */
bit fair;            /* from now on nothing is lost or forgotten, and nobody crashes or gives up */
byte asks[ALL_TABS]; /* messages of one exchange in fair weather */

#if defined(WRITTEN_WITHOUT_COMPARING) || defined(CREATED_IN_EITHER_CACHE)
/* What a slow node answers, and what it saw when it looked. */
#define SLOW_NODE
Message slow;
mtype seenEntry;
byte seenBranch;
Chain seen;
#endif

/* Scratch: zero between two steps. */
mtype outcome;
byte outcomeRoot, askedRoot, askedKey;
bit wasLapsed;

/* Scratch of a single d_step, no part of a state; but a search by breadth cannot have such. */
#ifdef BREADTH
#define scratch
#else
#define scratch hidden
#endif
scratch byte i, roots;
scratch byte keys[3];
scratch byte names[32];

inline clear(m) {
  m.purpose = 0;
  m.root = 0;
  m.key = 0;
  m.held = 0;
  m.by = 0
}

inline copy(m, to) {
  to.purpose = m.purpose;
  to.root = m.root;
  to.key = m.key;
  to.held = m.held;
  to.by = m.by
}

inline forget(chain) {
  chain.root = 0;
  chain.lastRoot = 0;
  chain.lastKey = 0
}

inline copyChain(chain, to) {
  to.root = chain.root;
  to.lastRoot = chain.lastRoot;
  to.lastKey = chain.lastKey
}

/* ---- Fits or does not fit: section 5, Ratchet.fit ---------------------------------------------------------------- */

#define continues(m, c) (c.root != 0 && m.root == c.root)
#ifdef SUCCESSOR_CHECK_DROPPED
#define repeats(m, c) (c.root != 0 && m.root == c.lastRoot)
#elif defined(LAST_STEP_NOT_KEPT)
#define repeats(m, c) false
#else
#define repeats(m, c) (c.root != 0 && m.root == c.lastRoot && m.key == c.lastKey)
#endif
#define fits(m, c) (continues(m, c) || repeats(m, c))

/* Compiled with -DWITNESS=(one of them), the checker must find a way there: the proof is not an empty one. */
#define REPEATED 1
#define RESUMED 2
#define RESTARTED 3
#define WENT_BACK 4
#define MARKED_BY_BROWSER 5
#define MARKED_BY_COPY 6
#define COPY_STEPPED 7
#define GOT_THROUGH 8
#ifndef WITNESS
#define WITNESS 0
#endif
#define witness(what) assert(WITNESS == 0 || WITNESS != (what))

/* ---- The gateway ------------------------------------------------------------------------------------------------- */

/* Section 3, Ratchet.step: the gateway's step key is new each time, so the root is. */
inline makeStep(m, start) {
  gateway.lastRoot = start;
  gateway.lastKey = m.key;
  gateway.root = NEW_ROOT;
  branch = makerOf(m.key)
}

/* Handshake.advance, Handshake.open. Of the epoch that each answer opens, see tokens.pml. */
inline accept(m) {
  if
  :: continues(m, gateway) ->
    witness((makerOf(m.key) == COPY && entry == HELD -> COPY_STEPPED : 0));
    makeStep(m, gateway.root)
  :: else -> witness(REPEATED)
  fi;
  outcome = ANSWER;
  outcomeRoot = gateway.root
}

/* Handshake.collide. */
inline mark() {
  assert(copied); /* (b) */
  marked = true;
#ifdef TOMBSTONE_NOT_KEPT
  entry = FORGOTTEN;
#else
  entry = TOMBSTONE;
#endif
  forget(gateway);
  branch = SHARED;
  outcome = GONE
}

/* Handshake.onHeld. */
inline onHeld(m) {
  if
  :: fits(m, gateway) ->
    assert(branch == SHARED || branch == VICTIM + m.by); /* (a) who is behind gets nothing */
    accept(m)
#ifdef GRACE_PERIOD
  :: !fits(m, gateway) && m.root == gateway.lastRoot ->
    assert(branch == SHARED || branch == VICTIM + m.by);
    makeStep(m, gateway.lastRoot);
    outcome = ANSWER;
    outcomeRoot = gateway.root
#endif
  :: else ->
    if
#ifdef OLD_VERSION_MARKS
    :: true -> mark()
#elif defined(RESTART_REPLACES_ENTRY)
    :: m.purpose == ENROL && m.root == ZERO ->
      assert(branch == SHARED || branch == VICTIM + m.by); /* (a) who is behind gets nothing */
      makeStep(m, ZERO);
      outcome = ANSWER;
      outcomeRoot = gateway.root
    :: else -> outcome = NONE_RESTART
#else
    :: m.purpose == CONFLICT && m.held == gateway.root ->
      witness((m.by == 0 -> MARKED_BY_BROWSER : MARKED_BY_COPY));
#ifdef ONLY_THE_ONE_BEHIND_ENDS
      outcome = GONE
#else
      mark()
#endif
    :: else ->
      outcome = OTHER;
      outcomeRoot = gateway.root
#endif
    fi
  fi
}

/*
 * Handshake.onNone. An ENROL and a CONFLICT whose challenge is no longer good are treated exactly as a STEP, so the
 * model needs no clock: it makes them one.
 */
inline onNone(m, cookie, hasCookie) {
  if
#ifdef CREATED_WITHOUT_CHALLENGE
  :: m.root == ZERO || (hasCookie && fits(m, cookie)) ->
#elif defined(RESTART_REFUSED)
  :: m.purpose == ENROL && ((m.root == ZERO && !record[m.by].restarting) || (hasCookie && fits(m, cookie))) ->
#else
  :: m.purpose == ENROL && (m.root == ZERO || (hasCookie && fits(m, cookie))) ->
#endif
    entry = HELD;
    if
    :: hasCookie && fits(m, cookie) -> /* resumed */
      witness(RESUMED);
      copyChain(cookie, gateway);
      branch = makerOf(m.key);
      accept(m)
    :: else -> /* enrolled, or started over */
      witness((record[m.by].restarting -> RESTARTED : 0));
      makeStep(m, ZERO);
      outcome = ANSWER;
      outcomeRoot = gateway.root
    fi
  :: else -> outcome = (m.root == ZERO || (hasCookie && fits(m, cookie)) -> NONE_HELD : NONE_RESTART)
  fi
}

/* Handshake.handle. Look and write are one step, because each write is a put-if-absent or a compare-and-set. */
inline handle(m, cookie, hasCookie) {
  d_step {
    if
    :: entry == FORGOTTEN -> onNone(m, cookie, hasCookie)
    :: entry == HELD -> onHeld(m)
    :: entry == TOMBSTONE -> outcome = GONE
    fi;
    assert(!marked || outcome != ANSWER); /* (a) neither rotates again */
    printf("MSC: gateway gets %e of %d, root %d, key %d, cookie %d: %e; holds root %d, made from root %d with key %d\n",
      m.purpose, m.by, m.root, m.key, (hasCookie -> cookie.root : 0), outcome,
      gateway.root, gateway.lastRoot, gateway.lastKey)
  }
}

/* A message arrives, with any cookie. The answer's own cookie is kept, or lost, whatever becomes of the body. */
#define unsettled(c) (!fair && sealed[c].root != 0 && entry == FORGOTTEN)
inline deliver(m) {
  if
  :: !fair || sealed[0].root == 0 -> handle(m, sealed[0], false)
  :: unsettled(0) -> handle(m, sealed[0], true)
#if COOKIES > 1
  :: unsettled(1) -> handle(m, sealed[1], true)
#endif
  :: fair && sealed[0].root != 0 -> handle(m, sealed[0], true)
  fi;
  if
  :: outcome == ANSWER -> d_step { copyChain(gateway, sealed[0]) }
#if COOKIES > 1
  :: outcome == ANSWER && !fair -> d_step { copyChain(gateway, sealed[1]) }
#endif
  :: outcome != ANSWER || !fair -> skip
  fi
}

/* Every cache of every node is lost. A challenge from before is good no more. */
inline forgetCaches() {
  printf("MSC: the caches are lost\n");
  entry = FORGOTTEN;
  forget(gateway);
  branch = SHARED;
#ifndef CHALLENGE_OUTLIVES_LOSS
  i = 0;
  do
  :: i < ALL_TABS ->
    if
    :: asked[i].purpose == ENROL -> asked[i].purpose = STEP
    :: else -> skip
    fi;
    lapsed[i] = (reply[i] == NONE_HELD || reply[i] == NONE_RESTART);
    i++
  :: else -> break
  od;
  i = 0;
  do
  :: i < LATE ->
    if
    :: late[i].purpose == ENROL -> late[i].purpose = STEP
    :: else -> skip
    fi;
    i++
  :: else -> break
  od;
#endif
  i = 0
}

/* ---- The agent --------------------------------------------------------------------------------------------------- */

#define mine record[browserOf(t)]

/* The record was written by this tab: what the browser's other tabs asked with is no longer what is stored. */
inline written(t) {
  i = 0;
  do
  :: i < ALL_TABS ->
    if
    :: browserOf(i) == browserOf(t) -> still[i] = false
    :: else -> skip
    fi;
    i++
  :: else -> break
  od;
  i = 0
}

inline send(t, what, heldRoot) {
  asked[t].purpose = what;
  asked[t].root = (mine.restarting -> ZERO : mine.root);
  asked[t].key = mine.pending;
  asked[t].held = heldRoot;
  asked[t].by = browserOf(t);
  tab[t] = WAITING;
  still[t] = true;
  asks[t] = asks[t] + fair;
  printf("MSC: tab %d asks %e, root %d, key %d\n", t, what, asked[t].root, asked[t].key);
  assert(asks[t] <= MAX_MESSAGES) /* (d) */
}

/* prepare() in exchange.ts: a pending key is durably written, or the one there is used. Only then it is sent. */
inline ask(t) {
  d_step {
    if
#ifdef PENDING_OVERWRITTEN
    :: true ->
#else
    :: mine.pending == 0 ->
#endif
      mine.pending = newKey(t);
      written(t)
    :: else -> skip
    fi;
    send(t, STEP, 0)
  }
}

/* What the tab has asked is done with; the network may still hold it. */
inline letGo(t) {
  if
  :: clear(asked[t])
  :: copy(asked[t], late[0]); clear(asked[t])
#if LATE > 1
  :: copy(asked[t], late[1]); clear(asked[t])
#endif
  fi;
  reply[t] = 0;
  replyRoot[t] = 0;
  lapsed[t] = false
}

/* It asks anew from what is stored then, or another time. */
inline rest(t) {
  tab[t] = IDLE;
  still[t] = false
}

/* answered() in exchange.ts, afterAnswer() in record.ts. */
inline onAnswer(t) {
  if
#ifdef ANSWER_STORED_UNCHECKED
  :: true ->
#else
  :: still[t] ->
#endif
    tab[t] = (fair && (!copied || makerOf(mine.pending) != SHARED) -> HALTED : IDLE); /* got through */
    mine.root = outcomeRoot;
    mine.pending = 0;
    mine.restarting = false;
    written(t);
    asks[t] = 0
  :: else -> rest(t)
  fi
}

/* challenged() in exchange.ts with held = none, afterLoss() in record.ts: written before the enrolment is sent. */
inline onNoneHeld(t, restart) {
  if
  :: still[t] ->
    if
    :: restart && !mine.restarting && mine.root != ZERO ->
#ifdef RESTART_FORGETS_ROOT
      mine.root = ZERO;
      mine.pending = newKey(t)
#else
      mine.restarting = true
#endif
    :: else -> skip
    fi;
#ifndef LOSSES_NOT_COUNTED
    written(t);
#endif
    if
    :: wasLapsed -> send(t, STEP, 0)
    :: else -> send(t, ENROL, 0)
    fi
  :: else -> rest(t)
  fi
}

/* challenged() in exchange.ts with held = other: the store is read again before anything is signed. */
inline onOther(t) {
  if
#ifdef CONFLICT_WITHOUT_READING
  :: true ->
    send(t, CONFLICT, outcomeRoot);
    asked[t].root = askedRoot;
    asked[t].key = askedKey
#else
  :: still[t] && mine.restarting -> /* an enrolment with the root that it has kept got through after all */
    witness(WENT_BACK);
    mine.restarting = false;
    written(t);
    send(t, STEP, 0)
  :: still[t] && !mine.restarting ->
#ifdef NO_CONFLICTS
    assert(copied); /* more than (b): an honest browser never even has to sign this */
#endif
    send(t, CONFLICT, outcomeRoot)
  :: else -> rest(t)
#endif
  fi
}

/* 410: the browser goes on as another device, which is another run. */
inline onGone(t) {
  mine.root = 0;
  mine.pending = 0;
  mine.restarting = false;
  i = 0;
  do
  :: i < ALL_TABS ->
    if
    :: browserOf(i) == browserOf(t) ->
      tab[i] = HALTED;
      still[i] = false;
      reply[i] = 0;
      replyRoot[i] = 0;
      lapsed[i] = false;
      asks[i] = 0;
      clear(asked[i])
    :: else -> skip
    fi;
    i++
  :: else -> break
  od;
  i = 0
}

inline read(t) {
  outcome = reply[t];
  outcomeRoot = replyRoot[t];
  wasLapsed = lapsed[t];
  askedRoot = asked[t].root;
  askedKey = asked[t].key;
  letGo(t);
  d_step {
    printf("MSC: tab %d reads %e, root %d\n", t, outcome, outcomeRoot);
    if
    :: outcome == ANSWER -> onAnswer(t)
    :: outcome == NONE_HELD -> onNoneHeld(t, false)
    :: outcome == NONE_RESTART -> onNoneHeld(t, true)
    :: outcome == OTHER -> onOther(t)
    :: outcome == GONE -> onGone(t)
    fi
  }
}

/* ---- Between two steps: fewer states that mean the same ---------------------------------------------------------- */

#define anyTab(p, x) (p(0, x) || p(TABS - 1, x) || p(ALL_TABS - 1, x))
#define askedWithRoot(t, x) (asked[t].purpose != 0 && asked[t].root == x)
#define askedWithKey(t, x) (asked[t].key == x)
#define answeredWith(t, x) (reply[t] == ANSWER && replyRoot[t] == x)
#define lateWith(j, x) (late[j].purpose != 0 && late[j].root == x)
#define recordWith(b, x) (record[b].root == x || (x == ZERO && record[b].restarting))

#define agentsHoldRoot(x) (recordWith(0, x) || (copied && recordWith(1, x)) || anyTab(askedWithRoot, x) \
  || anyTab(answeredWith, x) || lateWith(0, x) || lateWith(LATE - 1, x))
#define agentsHoldKey(x) (record[0].pending == x || record[1].pending == x || anyTab(askedWithKey, x) \
  || late[0].key == x || late[LATE - 1].key == x)

/* A late message that can only be refused from now on: what fits no more will not fit again. Some mutants differ. */
#if defined(OLD_VERSION_MARKS) || defined(GRACE_PERIOD) || defined(SLOW_NODE) || defined(NOTHING_DROPPED)
#define isDead(m) false
#else
#define isDead(m) (entry == TOMBSTONE || (m.root != ZERO && !fits(m, gateway) && !fits(m, sealed[0]) \
  && !fits(m, sealed[COOKIES - 1]) && !(m.purpose == CONFLICT \
    && (m.held == gateway.root || m.held == sealed[0].root || m.held == sealed[COOKIES - 1].root))))
#endif

/* A sealed state, a last step that nobody's message can fit. */
#if defined(SLOW_NODE) || defined(NOTHING_DROPPED)
#define isUseless(c) false
#define isConfirmed(c) false
#else
#define isUseless(c) (c.root != 0 && (entry == TOMBSTONE || !(agentsHoldRoot(c.root) || agentsHoldKey(c.lastKey))))
#define isConfirmed(c) (!agentsHoldRoot(c.lastRoot) && !agentsHoldKey(c.lastKey))
#endif

inline nameRoot(x) {
  if
  :: x != ZERO && names[x] == 0 ->
    roots++;
    names[x] = roots
  :: else -> skip
  fi;
  x = names[x]
}

inline nameKey(x) {
  if
  :: x != 0 && names[x] == 0 ->
    keys[makerOf(x)] = keys[makerOf(x)] + 1;
    names[x] = makerOf(x) * KEYS + keys[makerOf(x)]
  :: else -> skip
  fi;
  x = names[x]
}

inline unname() {
  i = 0;
  do
  :: i < 32 ->
    names[i] = 0;
    i++
  :: else -> break
  od;
  i = 0
}

inline tidy() {
  d_step {
    if
    :: late[0].purpose != 0 && isDead(late[0]) -> clear(late[0])
    :: else -> skip
    fi;
    if
    :: isUseless(sealed[0]) -> forget(sealed[0])
    :: else -> skip
    fi;
#if LATE > 1
    if
    :: late[1].purpose != 0 && isDead(late[1]) -> clear(late[1])
    :: else -> skip
    fi;
#endif
#if COOKIES > 1
    if
    :: isUseless(sealed[1]) -> forget(sealed[1])
    :: else -> skip
    fi;
#endif
    if
    :: isConfirmed(gateway) ->
      gateway.lastRoot = gateway.root;
      gateway.lastKey = 0
    :: else -> skip
    fi;

    nameRoot(gateway.root);
    nameRoot(gateway.lastRoot);
    nameRoot(sealed[0].root);
    nameRoot(sealed[0].lastRoot);
    nameRoot(record[0].root);
    nameRoot(record[1].root);
    nameRoot(asked[0].root);
    nameRoot(asked[0].held);
    nameRoot(replyRoot[0]);
    nameRoot(late[0].root);
    nameRoot(late[0].held);
#if ALL_TABS > 1
    nameRoot(asked[1].root);
    nameRoot(asked[1].held);
    nameRoot(replyRoot[1]);
#endif
#if ALL_TABS > 2
    nameRoot(asked[2].root);
    nameRoot(asked[2].held);
    nameRoot(replyRoot[2]);
#endif
#if LATE > 1
    nameRoot(late[1].root);
    nameRoot(late[1].held);
#endif
#if COOKIES > 1
    nameRoot(sealed[1].root);
    nameRoot(sealed[1].lastRoot);
#endif
#ifdef SLOW_NODE
    nameRoot(slow.root);
    nameRoot(slow.held);
    nameRoot(seen.root);
    nameRoot(seen.lastRoot);
#endif
    assert(roots < NEW_ROOT);
    roots = 0;
    unname();

    nameKey(gateway.lastKey);
    nameKey(sealed[0].lastKey);
    nameKey(record[0].pending);
    nameKey(record[1].pending);
    nameKey(asked[0].key);
    nameKey(late[0].key);
#if ALL_TABS > 1
    nameKey(asked[1].key);
#endif
#if ALL_TABS > 2
    nameKey(asked[2].key);
#endif
#if LATE > 1
    nameKey(late[1].key);
#endif
#if COOKIES > 1
    nameKey(sealed[1].lastKey);
#endif
#ifdef SLOW_NODE
    nameKey(slow.key);
    nameKey(seen.lastKey);
#endif
    assert(keys[SHARED] < KEYS - 1 && keys[VICTIM] < KEYS - 1 && keys[COPY] < KEYS - 1);
    keys[SHARED] = 0;
    keys[VICTIM] = 0;
    keys[COPY] = 0;
    unname();

    outcome = 0;
    outcomeRoot = 0;
    askedRoot = 0;
    askedKey = 0;
    wasLapsed = false
  }
}

/* ---- All steps --------------------------------------------------------------------------------------------------- */

#define isIdle(t) (tab[t] == IDLE)
#define isHalted(t) (tab[t] == HALTED)
#define allTabs(p) (p(0) && p(TABS - 1) && p(ALL_TABS - 1))

#define stepsOfTab(t) \
  :: atomic { isIdle(t) && (copied || browserOf(t) == 0) -> \
      ask(t); \
      tidy() } \
  :: atomic { tab[t] == WAITING && reply[t] == 0 -> /* its message arrives; it may stay in flight all the same */ \
      deliver(asked[t]); \
      if \
      :: reply[t] = outcome; replyRoot[t] = outcomeRoot \
      :: !fair -> skip /* the answer is lost */ \
      fi; \
      tidy() } \
  :: atomic { tab[t] == WAITING && reply[t] != 0 -> \
      read(t); \
      tidy() } \
  :: atomic { tab[t] == WAITING && !fair -> /* no patience left, a crash, a reload, a closed tab */ \
      printf("MSC: tab %d gives up\n", t); \
      letGo(t); \
      rest(t); \
      tidy() }

#define stepsOfLate(j) \
  :: atomic { late[j].purpose != 0 -> /* whoever asked no longer listens; and it may come again */ \
      printf("MSC: a late message\n"); \
      deliver(late[j]); \
      tidy() } \
  :: atomic { late[j].purpose != 0 -> \
      clear(late[j]); \
      tidy() }

active proctype Rotation() {
  do
  stepsOfTab(0)
#if ALL_TABS > 1
  stepsOfTab(1)
#endif
#if ALL_TABS > 2
  stepsOfTab(2)
#endif
  stepsOfLate(0)
#if LATE > 1
  stepsOfLate(1)
#endif

  :: atomic { !fair && entry == HELD ->
      d_step { forgetCaches() };
      tidy() }

#ifdef THIEF
  /* The whole profile as it stands: device key, root, prepared successor key, cookies. */
  :: atomic { !copied && !fair ->
      printf("MSC: the profile is copied\n");
      copied = true;
      record[1].root = record[0].root;
      record[1].pending = record[0].pending;
      record[1].restarting = record[0].restarting;
      tidy() }
  /* In foul weather the thief need not act as our agent does: he drops a prepared key, or starts over untold. */
  :: atomic { copied && !fair && isIdle(TABS) && record[1].pending != 0 ->
      record[1].pending = 0;
      tidy() }
  :: atomic { copied && !fair && isIdle(TABS) && record[1].root != ZERO && !record[1].restarting ->
      record[1].restarting = true;
      tidy() }
#endif

#ifdef WRITE_AFTER_SEND
  /* The message is out, and the page dies before it has written the key. */
  :: atomic { isIdle(0) && !fair && record[0].pending == 0 ->
      late[0].purpose = STEP;
      late[0].root = (record[0].restarting -> ZERO : record[0].root);
      late[0].key = newKey(0);
      late[0].held = 0;
      late[0].by = 0;
      tidy() }
#endif
#ifdef SLOW_NODE
  /* A slow node looks now and writes later, whatever was written in between. */
#ifdef CREATED_IN_EITHER_CACHE
  :: atomic { slow.purpose == 0 && !fair && late[0].purpose == ENROL && entry == FORGOTTEN ->
#else
  :: atomic { slow.purpose == 0 && !fair && late[0].purpose != 0 ->
#endif
      copy(late[0], slow);
      seenEntry = entry;
      seenBranch = branch;
      copyChain(gateway, seen);
      tidy() }
  :: atomic { slow.purpose != 0 ->
      printf("MSC: a slow node writes\n");
      entry = seenEntry;
      branch = seenBranch;
      copyChain(seen, gateway);
      deliver(slow);
      clear(slow);
      forget(seen);
      seenEntry = 0;
      seenBranch = 0;
      tidy() }
#endif

  /* Exchanges that are begun from now on come to their end. The jar has settled, on a good, a stale or no cookie. */
#ifdef THIEF
  :: atomic { !fair && allTabs(isIdle) && copied ->
#else
  :: atomic { !fair && allTabs(isIdle) ->
#endif
      printf("MSC: fair weather\n");
      fair = true;
      if
      :: forget(sealed[0])
      :: skip
#if COOKIES > 1
      :: copyChain(sealed[1], sealed[0])
#endif
      fi;
#if COOKIES > 1
      forget(sealed[1]);
#endif
      tidy() }

  :: (fair || marked) && allTabs(isHalted) -> break
  od;
  /*
   * (d) Every tab of an honest browser has got through: that this is reached, and not a deadlock or a message too many.
   * (a) If each of two copies has come to an end with a key made after the copying, they were found out.
   */
  assert(copied == marked);
  witness(GOT_THROUGH)
}
