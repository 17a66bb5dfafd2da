import { CHOICE_CALL, NOTES_CALL, ROOM, THURSDAY_CALL } from "./slots";
import { type DemoMeeting, meeting } from "./story";

export const SYSTEMS_MEETINGS = {
  lamport: {
    at: meeting(-28, "17:00"),
    minutes: 90,
    place: ROOM,
    link: THURSDAY_CALL,
    presenter: "ada",
    rsvps: { ada: "yes", greta: "yes", bela: "yes", farid: "yes", kavya: "yes", joaquin: "no" },
    agenda: {
      by: "ada",
      body: "1. Ten minutes: what “happened before” means, with the space-time diagram on the board\n2. The mutual-exclusion example, step by step\n3. Where do we use logical clocks without saying so?",
    },
    notes: [
      {
        by: "greta",
        body: "- The order is partial; the paper *makes* it total, and any tie-break will do.\n- Bela: $a \\to b$ implies $C(a) < C(b)$, never the other way round. We got this wrong twice in an hour.",
      },
      {
        by: "farid",
        body: "- The order is partial; the paper *makes* it total, and any tie-break will do.\n- Bela: $a \\to b$ implies $C(a) < C(b)$, never the other way round. We got this wrong twice in an hour.\n- The mutual-exclusion algorithm waits for *every* process. One that is down stops all of them; the paper says so in a sentence that most of us had skipped.\n\n**For next time:** read Dynamo with this in mind. What do its vector clocks buy?",
      },
    ],
    links: [
      { by: "ada", title: "The diagrams from the board", url: "https://example.org/boards/clocks" },
    ],
  },
  dynamo: {
    at: meeting(-14, "17:00"),
    minutes: 90,
    place: ROOM,
    link: THURSDAY_CALL,
    presenter: "farid",
    rsvps: {
      ada: "yes",
      greta: "maybe",
      bela: "yes",
      farid: "yes",
      kavya: "yes",
      joaquin: "yes",
      eluned: "no",
    },
    agenda: {
      by: "farid",
      body: "| minutes | what |\n|---|---|\n| 15 | the ring, and who owns a key |\n| 20 | reading and writing with $R + W > N$ |\n| 25 | section 6: what they learned in production |\n| 30 | would we build it so today? |",
    },
    notes: [
      {
        by: "kavya",
        body: "The shopping cart carries the whole argument: losing an addition costs money, seeing a deleted item again does not. With another product the same design would be a bad one.\n\nOpen question from Ada: the paper reports that 99.94 % of requests saw one version. Is that because conflicts are rare, or because they are rarely *noticed*?",
      },
    ],
    links: [
      { by: "farid", title: "Slides", url: "https://example.org/slides/dynamo" },
      { by: "joaquin", title: "A ring in sixty lines", url: "https://example.org/code/ring" },
    ],
  },
  raft: {
    at: meeting(0, "17:00"),
    minutes: 90,
    place: ROOM,
    link: THURSDAY_CALL,
    presenter: "kavya",
    rsvps: {
      greta: "yes",
      bela: "yes",
      farid: "maybe",
      kavya: "yes",
      eluned: "yes",
      joaquin: "no",
    },
    agenda: {
      by: "kavya",
      body: "1. Leader election on paper: five volunteers, five cards, one clock (20 minutes)\n2. Why a leader may only commit entries of its *own* term: figure 8\n3. War stories (Greta, Farid)\n4. Does the user study show what it says it shows?\n\nPlease read up to section 5.4; figure 8 takes longer than it looks.",
    },
    notes: [],
    links: [{ by: "kavya", title: "Cards to print", url: "https://example.org/slides/raft-cards" }],
  },
} as const satisfies Record<string, DemoMeeting>;

export const CHOICE_MEETINGS = {
  arrow: {
    at: meeting(-28, "15:30"),
    minutes: 60,
    place: "",
    link: CHOICE_CALL,
    presenter: "eluned",
    rsvps: { eluned: "yes", ada: "yes", chen: "no", dalia: "yes", ines: "yes" },
    agenda: {
      by: "eluned",
      body: "1. The five conditions as they stand in 1950, beside those of the textbooks\n2. The proof, at a walking pace\n3. Which condition would we give up?",
    },
    notes: [
      {
        by: "dalia",
        body: "Asked around the table, three of us would give up *independence of irrelevant alternatives*, one the unrestricted domain, and nobody non-dictatorship, although Eluned made a case for a dictator who changes weekly.\n\nThat is nearly what a rotation is.",
      },
    ],
    links: [],
  },
  approval: {
    at: meeting(-14, "15:30"),
    minutes: 60,
    place: "",
    link: CHOICE_CALL,
    presenter: "ada",
    rsvps: { eluned: "yes", ada: "yes", chen: "yes", dalia: "maybe", ines: "yes", hiroko: "no" },
    agenda: {
      by: "eluned",
      body: "Ada begins with the claims; then Chen plays the sceptic. Twenty minutes each, then all of us.",
    },
    notes: [
      {
        by: "ines",
        body: "- *Dichotomous preferences* do most of the work. With them, approval is strategy-proof; without, it asks for a guess about everybody else.\n- Chen: with $n$ candidates there are $2^n - 2$ ballots that say something, and people use about ten of them.\n- We stay with approval for choosing papers. Nobody minds losing to a paper that most can live with.",
      },
    ],
    links: [],
  },
  perpetual: {
    at: meeting(0, "15:30"),
    minutes: 60,
    place: "",
    link: CHOICE_CALL,
    presenter: "ines",
    rsvps: { eluned: "yes", ada: "yes", ines: "yes", chen: "maybe" },
    agenda: {
      by: "ines",
      body: "1. Who never wins here? We count our own past ballots first.\n2. What a weight is, and why it should fall when one’s paper wins\n3. Two rules on the same five weeks, by hand",
    },
    notes: [],
    links: [
      { by: "ines", title: "Five weeks to compute", url: "https://example.org/slides/five-weeks" },
    ],
  },
} as const satisfies Record<string, DemoMeeting>;

export const ALIGNMENT_MEETINGS = {
  attention: {
    at: meeting(-42, "20:00"),
    minutes: 75,
    place: "",
    link: NOTES_CALL,
    presenter: "kavya",
    rsvps: { chen: "yes", kavya: "yes", ada: "yes", ines: "maybe" },
    notes: [
      {
        by: "kavya",
        body: "Nobody had read the section on regularization. We agreed that the title claims more than the paper does.",
      },
    ],
    links: [],
  },
  ppo: {
    at: meeting(-28, "20:00"),
    minutes: 75,
    place: "",
    link: NOTES_CALL,
    presenter: "chen",
    rsvps: { chen: "yes", kavya: "no", ada: "yes", ines: "yes", farid: "yes" },
    notes: [
      {
        by: "ines",
        body: "The clipping is a guess that works. Open question: how much of the gain comes from it, and how much from the many passes over the same data?",
      },
    ],
    links: [],
  },
  concreteProblems: {
    at: meeting(-14, "20:00"),
    minutes: 75,
    place: "",
    link: NOTES_CALL,
    presenter: "chen",
    rsvps: { chen: "yes", kavya: "yes", ada: "yes", ines: "yes", farid: "maybe" },
    agenda: {
      by: "chen",
      body: "One problem each, five minutes: what became of it since?",
    },
    notes: [
      {
        by: "ada",
        body: "Side effects and safe exploration got new names; reward hacking got a whole literature; scalable oversight is what we are all doing now without having solved it.\n\nUnfinished thought: the cleaning robot was a better example than anything that came after, because everybody can imagine it doing the wrong thing *for a good reason*.",
      },
    ],
    links: [],
  },
} as const satisfies Record<string, DemoMeeting>;
