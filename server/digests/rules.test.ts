import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ITEM_KINDS, type ItemKind, type PossibleItem, selectItems, sourcesInWords } from "./rules";

describe("sources in words", () => {
  it.each([
    [[["trending"]], "trending papers"],
    [
      [
        ["topic", "LoRA"],
        ["group", "Systems Tuesday"],
        ["topic", "RL"],
      ],
      "trending in LoRA and RL, and everything in Systems Tuesday",
    ],
    [
      [["trending"], ["search", "paxos"], ["search", "raft"], ["threads"], ["answers"]],
      "trending papers, new papers for “paxos” and “raft”, what you follow, and replies to you",
    ],
    [[], "nothing"],
  ] as const)("%j: %s", (sources, words) => {
    const named = sources.map(([kind, name = null]) => ({ kind, name }));
    expect(sourcesInWords(named as Parameters<typeof sourcesInWords>[0])).toBe(words);
  });
});

describe("the items of a digest", () => {
  const one = (kind: ItemKind, subject: string, score: number, paperId: string | null = null) =>
    ({ kind, subject, score, paperId }) satisfies PossibleItem;

  it("begin with those that wait for the reader, best first, without papers that other items are about", () => {
    const found = [
      one("paper", "paper:a", 3, "a"),
      one("paper", "paper:b", 9, "b"),
      one("paper", "paper:b", 9, "b"),
      one("nomination", "nomination:1", 1, "a"),
      one("ballot", "ballot:1", -20),
      one("ballot", "ballot:2", -10),
    ];
    expect(selectItems(found, "full").map(({ subject }) => subject)).toEqual([
      "ballot:2",
      "ballot:1",
      "nomination:1",
      "paper:b",
    ]);
  });

  const anything = fc.record({
    kind: fc.constantFrom(...ITEM_KINDS),
    subject: fc.string({ maxLength: 3 }),
    score: fc.integer({ min: -50, max: 50 }),
    paperId: fc.option(fc.constantFrom("a", "b", "c")),
  });
  // An item of this kind always has a paper.
  const candidate = anything.filter(({ kind, paperId }) => kind !== "paper" || paperId !== null);

  it("keep to the length, contain nothing twice, and do not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 200 }), (found) => {
        const [full, short] = [selectItems(found, "full"), selectItems(found, "short")];
        expect(new Set(full.map(({ subject }) => subject)).size).toBe(full.length);
        const papers = full.flatMap(({ kind, paperId }) => (kind === "paper" ? [paperId] : []));
        expect(new Set(papers).size).toBe(papers.length);
        expect(short.length).toBeLessThanOrEqual(29);
        expect(full.length).toBeLessThanOrEqual(102);
        expect(full.length).toBeGreaterThanOrEqual(short.length);
      }),
    );
  });

  const subjects = (found: PossibleItem[], length: "short" | "full" = "full") =>
    selectItems(found, length).map(({ subject }) => subject);

  it.each<[ItemKind, number, number]>([
    ["ballot", 5, 6],
    ["meeting", 3, 4],
    ["answer", 5, 8],
    ["result", 3, 4],
    ["nomination", 3, 5],
    ["thread", 5, 8],
    ["paper", 5, 10],
  ])("include the best of each %s: %i in a short digest, %i in a full one", (kind, short, full) => {
    const many = Array.from({ length: 20 }, (_, score) => one(kind, `${score}`, score, `${score}`));
    const best = many.toReversed();
    expect(selectItems(many, "short")).toEqual(best.slice(0, short));
    expect(selectItems(many, "full")).toEqual(best.slice(0, full));
  });

  it("are ordered by kind, and equal ones by subject", () => {
    const found = ITEM_KINDS.map((kind) => one(kind, kind, 0, kind)).toReversed();
    expect(subjects(found)).toEqual([...ITEM_KINDS]);
    expect(subjects(["c", "a", "b"].map((subject) => one("thread", subject, 1)))).toEqual([
      ...["a", "b", "c"],
    ]);
  });

  it("include several items about one paper, and the paper itself only if there are none", () => {
    const found = [
      one("nomination", "n", 1, "a"),
      one("thread", "t", 1, "a"),
      one("paper", "p", 1, "a"),
    ];
    expect(subjects(found)).toEqual(["n", "t"]);
    // Items without a paper do not replace each other.
    expect(subjects([one("ballot", "b", 1), one("paper", "p", 1, "")])).toEqual(["b", "p"]);
  });

  it("are not blocked by items that are left out", () => {
    const nominations = Array.from({ length: 4 }, (_, at) =>
      one("nomination", `n${at}`, -at, `${at}`),
    );
    expect(subjects([...nominations, one("paper", "p3", 1, "3")], "short")).toEqual([
      ...["n0", "n1", "n2", "p3"],
    ]);
  });
});

it.each<[Parameters<typeof sourcesInWords>[0], string]>([
  [[{ kind: "group", name: "Systems" }], "everything in Systems"],
  [[{ kind: "search", name: "raft" }], "new papers for “raft”"],
  [[{ kind: "author", name: "Ada Okafor" }], "new papers from Ada Okafor"],
  [
    [
      { kind: "author", name: "Ada Okafor" },
      { kind: "search", name: "raft" },
      { kind: "author", name: "Li Wei" },
    ],
    "new papers for “raft”, and new papers from Ada Okafor and Li Wei",
  ],
  [[{ kind: "threads", name: null }], "what you follow"],
  [[{ kind: "answers", name: null }], "replies to you"],
  [
    [
      { kind: "topic", name: "RL" },
      { kind: "topic", name: "LoRA" },
      { kind: "topic", name: "KV" },
    ],
    "trending in RL, LoRA and KV",
  ],
])("describes %o as: %s", (sources, words) => expect(sourcesInWords(sources)).toBe(words));
