import { describe, expect, it } from "vitest";
import { renderDigestText } from "../composing/emails";
import type { DigestPaper, ShownItem } from "../composing/queries";
import { describeSections, subjectOf, whyInWords } from "./entries";

const PAPER: DigestPaper = {
  id: "p1",
  slug: "paxos",
  title: "Paxos in $O(n^2)$",
  authors: ["A", "B", "C", "D"],
  authorCount: 7,
  beginning: "We show.",
  upvoteCount: 3,
  commentCount: 1,
  fellows: 2,
};
const NOTHING = {
  paper: null,
  group: null,
  ballot: null,
  meeting: null,
  nomination: null,
  suggestion: null,
  news: null,
  why: { source: "group" as const },
};
const GROUP = { slug: "systems", name: "Systems Tuesday" };
const ITEMS: ShownItem[] = [
  { ...NOTHING, kind: "paper", paper: PAPER, why: { source: "topic", of: "Consensus" } },
  {
    ...NOTHING,
    kind: "ballot",
    group: GROUP,
    ballot: {
      id: "b1",
      closesAt: new Date("2026-11-26T17:00:00Z"),
      candidates: 3,
      outcome: null,
      others: [],
    },
  },
  {
    ...NOTHING,
    kind: "meeting",
    group: GROUP,
    paper: PAPER,
    meeting: { id: "m1", startsAt: new Date("2026-11-27T16:00:00Z"), minutes: 60, place: "Room 1" },
  },
  { ...NOTHING, kind: "answer", news: { words: "Ada replied to you in “X”", path: "/x#c-1" } },
];
const VIEW = {
  site: "https://c.example",
  timeZone: "Europe/Berlin",
  length: "full" as const,
  upvoteLink: (id: string) => `https://c.example/up/${id}`,
  rsvpLink: (id: string) => `https://c.example/answer/${id}`,
};

describe("the reason for a paper", () => {
  it.each([
    [{ fellows: 3 }, { source: "trending" }, "3 members from your groups upvoted it, 1 comment"],
    [
      { fellows: 1, commentCount: 0 },
      { source: "trending" },
      "1 member from your groups upvoted it",
    ],
    [{ fellows: 0 }, { source: "trending" }, "3 upvotes, 1 comment"],
    [{ fellows: 0 }, { source: "search", of: "raft" }, "New for “raft”, 3 upvotes, 1 comment"],
    [{ fellows: 0 }, { source: "author", of: "Li Wei" }, "New from Li Wei, 3 upvotes, 1 comment"],
    [
      { fellows: 0, upvoteCount: 0, commentCount: 0 },
      { source: "trending" },
      "New in the catalogue",
    ],
  ] as const)("%j %j", (paper, why, words) => {
    expect(whyInWords({ ...PAPER, ...paper }, why)).toBe(words);
  });
});

it.each([
  ["Paxos", "Coming up: Paxos"],
  ["Raft: In Search of a Log", "Coming up: “Raft: In Search of a Log”"],
  ["Systems: the meeting about “Paxos” was moved", "Systems: the meeting about “Paxos” was moved"],
])("makes a subject of %s", (title, subject) => {
  const entry = { title, link: "", facts: [], words: null, why: null, actions: [] };
  expect(subjectOf({ title: "Coming up", entries: [entry] })).toBe(subject);
  expect(subjectOf({ title: "Coming up", entries: [] })).toBeNull();
});

describe("the text of a digest", () => {
  const words = {
    about: "trending papers",
    day: "Wednesday, 25 November 2026",
    schedule: "every day at 08:00 Berlin time",
    manage: "https://c.example/manage",
    unsubscribe: "https://c.example/unsubscribe",
  };

  it("is readable plain text", () => {
    expect(
      renderDigestText({ ...words, sections: describeSections(ITEMS, VIEW) }).whole,
    ).toBe(`Trending papers
Wednesday, 25 November 2026

WAITING FOR YOUR VOTE
---------------------

3 papers to choose from in Systems Tuesday
Closes Thu 26 Nov, 18:00 CET
https://c.example/groups/systems/ballots/b1

COMING UP
---------

Paxos in O(n²)
Systems Tuesday · Fri 27 Nov, 17:00 CET · Room 1
2 members from your groups upvoted it
https://c.example/groups/systems/meetings/m1
RSVP [1]

REPLIES TO YOU
--------------

Ada replied to you in “X”
https://c.example/x#c-1

PAPERS
------

Paxos in O(n²)
A, B, C and others
We show.
Trending in Consensus, 2 members from your groups upvoted it, 1 comment
https://c.example/papers/paxos
Upvote [2]

[1] https://c.example/answer/m1
[2] https://c.example/up/p1

--
You get this digest every day at 08:00 Berlin time.
Change or pause it: https://c.example/manage
Unsubscribe: https://c.example/unsubscribe
`);
  });

  it("says if nothing is new, and breaks long lines between words", () => {
    expect(renderDigestText({ ...words, sections: [] }).whole).toContain(
      "There is nothing new this time.",
    );
    const beginning = "word ".repeat(60).trim();
    const long = { ...ITEMS[0], paper: { ...PAPER, beginning } } as ShownItem;
    const text = renderDigestText({ ...words, sections: describeSections([long], VIEW) }).whole;
    for (const line of text.split("\n"))
      if (!/^(\[\d+\] )?https?:/.test(line)) expect(line.length).toBeLessThan(75);
  });

  it("leaves abstracts out of a short digest", () => {
    const [, , , papers] = describeSections(ITEMS, { ...VIEW, length: "short" });
    expect(papers?.entries[0]?.words).toBeNull();
  });
});

it("shows the pitch of a nomination in plain words", () => {
  const nomination = {
    id: "nomination-1",
    by: "Ada",
    pitch: "**Short**, with $\\alpha$\n\n- and [more](https://a.org)",
  };
  const items: ShownItem[] = [
    { ...NOTHING, kind: "nomination", group: GROUP, paper: PAPER, nomination },
  ];
  expect(describeSections(items, VIEW)[0]?.entries[0]?.words).toBe("Short, with α and more");
});

it("says which watch of which group suggests a paper, and how many others a digest leaves out", () => {
  const suggested = (others: number, fellows = 0): ShownItem => ({
    ...{ ...NOTHING, kind: "suggestion", group: GROUP, paper: { ...PAPER, fellows } },
    suggestion: { watch: "Night journals", others },
  });
  const items = [suggested(0), suggested(1), suggested(2, 3)];
  const [section] = describeSections(items, VIEW);
  expect(section?.title).toBe("Suggested by watches");
  expect(section?.entries.map(({ why }) => why)).toEqual([
    null,
    "1 more new suggestion in this group",
    "3 members from your groups upvoted it, and 2 more new suggestions in this group",
  ]);
  expect(section?.entries[0]).toMatchObject({
    link: "https://c.example/groups/systems/papers#suggested",
    facts: ["Night journals in Systems Tuesday"],
  });
});
