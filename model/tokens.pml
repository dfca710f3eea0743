/*
 * Epochs and their tokens: docs/protocol.md sections 4 and 8. Two nodes verify at once, a network brings every token
 * ever made any number of times, steps are repeated, and caches may be lost. Property (c): a token is accepted at most
 * once.
 *
 * model/README.md explains; mutants stand under #ifdef, as in rotation.pml.
 */

/* ---- Bounds ------------------------------------------------------------------------------------------------------ */

/* Epochs that the device opens one after the other; their ids are drawn and never come again. */
#ifndef EPOCHS
#define EPOCHS 1
#endif
/* Tokens of each, with counters from 1. The ring of bits below has 6: 10 go round it. */
#ifndef TOKENS
#define TOKENS 10
#endif
#define NODES 2

/* ReplayWindow.java, with words of 2 bits for 64 and a window of 4 for 256. */
#define WORD 2
#define SIZE 4
#ifdef WINDOW_WITHOUT_SPARE_WORD
#define WORDS (SIZE / WORD)
#else
#define WORDS (SIZE / WORD + 1)
#endif
#define BITS 6

/* ---- State ------------------------------------------------------------------------------------------------------- */

/* Bit c % WORD of word c / WORD % WORDS is counter c. */
typedef Window {
  byte highest;
  bit spent[BITS]
};

/* Epoch.java, one entry of the cache relockEpochs. */
typedef Epoch {
  bit open;
  byte accepts; /* how often it was written: what a compare-and-set compares */
  Window window
};
Epoch epoch[EPOCHS];
byte opened; /* epochs opened so far */

/* A node between epochs.get and epochs.replace in ProofVerifier.verify. */
typedef Verification {
  bit busy;
  byte id;
  byte counter;
  byte accepts;
  Window next
};
Verification node[NODES];

/* Only watched: bit c tells that the epoch's token c was accepted. */
short accepted[EPOCHS];

/* Scratch: zero between two steps. */
byte c, w, words;

inline copyWindow(its, to) {
  to.highest = its.highest;
  c = 0;
  do
  :: c < BITS ->
    to.spent[c] = its.spent[c];
    c++
  :: else -> break
  od;
  c = 0
}

inline emptyWindow(its) {
  its.highest = 0;
  c = 0;
  do
  :: c < BITS ->
    its.spent[c] = 0;
    c++
  :: else -> break
  od;
  c = 0
}

/* Compiled with -DWITNESS=(a counter), the checker must find this token accepted: the proof is not an empty one. */
#ifndef WITNESS
#define WITNESS 0
#endif

/* ---- The gateway ------------------------------------------------------------------------------------------------- */

/* Handshake.open: each accepted exchange opens an epoch, a repeated step one more, with an id of its own. */
inline openEpoch() {
#ifdef EPOCH_REBUILT_ON_REPEAT
  if
  :: opened > 0 ->
    epoch[0].accepts = 0;
    emptyWindow(epoch[0].window)
  :: else -> skip
  fi;
  epoch[0].open = true;
  opened++
#else
  epoch[opened].open = true;
  opened++
#endif
}

inline forgetNode(n) {
  node[n].busy = false;
  node[n].id = 0;
  node[n].counter = 0;
  node[n].accepts = 0;
  emptyWindow(node[n].next)
}

#ifdef OLD_COUNTERS_ACCEPTED
#define isTooOld(number, its) false
#else
#define isTooOld(number, its) (number + SIZE <= its.highest)
#endif
#define bitOf(number) (((number) / WORD) % WORDS * WORD + (number) % WORD)

/* ReplayWindow.accept, on the node's own copy. A token that is refused leaves the node free. */
inline spend(n) {
  if
  :: isTooOld(node[n].counter, node[n].next) -> forgetNode(n)
  :: else ->
    if
    :: node[n].counter > node[n].next.highest ->
      words = node[n].counter / WORD - node[n].next.highest / WORD;
      words = (words > WORDS -> WORDS : words);
      w = 1;
      do
      :: w <= words ->
        c = ((node[n].next.highest / WORD + w) % WORDS) * WORD;
        node[n].next.spent[c] = 0;
        node[n].next.spent[c + 1] = 0;
        w++
      :: else -> break
      od
    :: else -> skip
    fi;
    if
    :: node[n].next.spent[bitOf(node[n].counter)] -> forgetNode(n)
    :: else ->
      node[n].next.spent[bitOf(node[n].counter)] = 1;
      node[n].next.highest =
        (node[n].counter > node[n].next.highest -> node[n].counter : node[n].next.highest)
    fi
  fi;
  c = 0;
  w = 0;
  words = 0
}

/* The epoch is there, MAC and signature are good: ProofVerifier.check, Epoch.spend. */
inline look(n, e, number) {
  node[n].busy = true;
  node[n].id = e;
  node[n].counter = number;
  node[n].accepts = epoch[e].accepts;
  copyWindow(epoch[e].window, node[n].next);
  spend(n)
}

#define mine epoch[node[n].id]

/* One compare-and-set. Who has lost a race looks again, which is another run of the same. */
inline write(n) {
  if
#ifdef WINDOW_WRITTEN_WITHOUT_COMPARING
  :: mine.open ->
#else
  :: mine.open && mine.accepts == node[n].accepts ->
#endif
    printf("MSC: node %d accepts token %d of epoch %d\n", n, node[n].counter, node[n].id);
    assert((accepted[node[n].id] >> node[n].counter) % 2 == 0); /* (c) */
    assert(WITNESS != node[n].counter);
    accepted[node[n].id] = accepted[node[n].id] | (1 << node[n].counter);
    mine.accepts++;
    copyWindow(node[n].next, mine.window)
  :: else -> skip
  fi;
  forgetNode(n)
}

/* ---- All steps --------------------------------------------------------------------------------------------------- */

active proctype Tokens() {
  byte e = 0;
  byte number = 0;
end:
  do
  :: opened < EPOCHS ->
    d_step {
      openEpoch();
      c = 0
    }
  /* Any token of any epoch, at any node, at any time. */
  :: atomic { !node[0].busy || !node[1].busy ->
      select(e : 0 .. EPOCHS - 1);
      select(number : 1 .. TOKENS);
      if
      :: epoch[e].open && !node[0].busy ->
        d_step {
          look(0, e, number);
          e = 0;
          number = 0
        }
      :: epoch[e].open && node[0].busy && !node[1].busy ->
        d_step {
          look(1, e, number);
          e = 0;
          number = 0
        }
      :: !epoch[e].open ->
        e = 0;
        number = 0
      fi }
  :: d_step { node[0].busy ->
      write(0);
      c = 0 }
  :: d_step { node[1].busy ->
      write(1);
      c = 0 }
  /* Idle, old, its tab or device ended, or the caches lost: an epoch that is gone does not come back. */
  :: d_step { epoch[0].open -> epoch[0].open = false; epoch[0].accepts = 0; emptyWindow(epoch[0].window) }
#if EPOCHS > 1
  :: d_step { epoch[1].open -> epoch[1].open = false; epoch[1].accepts = 0; emptyWindow(epoch[1].window) }
#endif
  od
}
