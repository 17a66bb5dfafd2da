// The one order of locks, and all numbers and names of advisory locks. Needs nothing, so that a script may
// read it before the database client is there.
//
// Every transaction takes its locks in this order, so that no two wait for each other in a circle:
//   group → ballot → nomination → membership → date poll → reading → meeting → thread → comment → person → paper → topic
//   → address → subscription → digest
// Any row that refers to a person locks that person (FOR KEY SHARE), and most are written late: hence the person's
// place behind all that is locked for an act in a group or a thread.
// It may leave some out. Several rows of one table are locked by rising id, several addresses in alphabetical
// order. A ballot is locked by its name first and then by its row (web/turns.ts).

/** Advisory locks that are one number for the whole database. The numbers are arbitrary. */
export const LOCK_NUMBERS = {
  /** Held by the start that migrates; other starts wait. */
  migrating: 7_201_127,
  /** Held by an import of papers: two at once would wait for each other's titles. */
  importingPapers: 7_201_128,
  /** Held while watches of the site itself are added, which has no row of its own to lock. */
  siteWatches: 7_201_129,
  /** Tests only: a template database may have no second connection while it is cloned. */
  cloningTemplate: 7_201_126,
  /** Tests only: held to make transactions wait at the gate. */
  gate: 7_201_201,
  /** Tests only: held by the one transaction that the gate stops. */
  firstAtGate: 7_201_202,
} as const;

/** Prefixes of the names that are locked by `hashtextextended(name, 0)`; an id or an address follows. */
export const LOCK_NAMES = {
  ballot: "ballot ",
  /** An email address, while a failure of delivery to it is recorded. */
  mail: "mail ",
  /** A handle, while somebody who has just given their name gets it or the next one. Comes after the person. */
  handle: "handle ",
  /** An email address, while its subscriptions are changed or become those of a person. */
  subscription: "subscription ",
  /** A source of papers, while it is asked: one that wants one connection from all processes. */
  source: "source ",
  /** Vectors of a model of meaning, while some are written; without a key, which model serves. */
  vectors: "vectors ",
  /** A model of meaning, while a process lets it read papers: two would read the same ones. */
  reading: "reading ",
} as const;
