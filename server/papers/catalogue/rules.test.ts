import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Identifier } from "../pasting/identifiers";
import { compare, compareUnasked, type Described, isSameTitle } from "./rules";

const PAPER: Described = {
  title: "Time and clocks",
  authors: ["Ada Lovelace"],
  year: 2020,
  identifiers: [],
};
const paper = (changes: Partial<Described> = {}): Described => ({ ...PAPER, ...changes });
const doi = (value: string): Identifier => ({ type: "doi", value });
const arxiv = (value: string): Identifier => ({ type: "arxiv", value });
const doiOrArxiv = fc.constantFrom(doi("10.1/a"), arxiv("2401.00001"));
const page: Identifier = { type: "url", value: "https://workshop.example/" };

describe("two titles", () => {
  it.each([
    ["Attention Is All You Need", "attention is  all you need."],
    ["Fine-Tuning of LLMs", "Finetuning of LLMs"],
    ["Mélange: Cost Efficient", "Melange — cost efficient"],
    ["S^{2}FT: Efficient", "S2FT: Efficient"],
    ["Attention is not all you need", "Attention Is (Not) All You Need!"],
    ["Łojasiewicz inequality", "Lojasiewicz inequality"],
    ["Encyclopædia of Straßen", "Encyclopaedia of Strassen"],
    ["Reading 2018–2019", "Reading 2018-2019"],
    ["Topic #1", "Topic 1"],
    ["ﾊﾟの研究", "パの研究"],
  ])("%s = %s", (one, other) => expect(isSameTitle(one, other)).toBe(true));

  it.each([
    ["Programming in C", "Programming in C++"],
    ["Programming in C", "Programming in C#"],
    ["Programming in C++", "Programming in C#"],
    ["Web pages in .NET", "Web pages in Net"],
    ["A* in practice", "A in practice"],
    ["Why P = NP", "Why P ≠ NP"],
    ["Why P = NP", "Why P NP"],
    ["GPT-3.5", "GPT-35"],
    ["パパの研究", "ハハの研究"],
    ["パパの研究", "ババの研究"],
    ["α-stable laws", "β-stable laws"],
  ])("%s ≠ %s", (one, other) => expect(isSameTitle(one, other)).toBe(false));
});

describe("two papers are", () => {
  it.each([
    ["the same", "same", {}],
    ["written alike", "same", { title: "Time, and Clocks.", authors: ["Lovelace, A."] }],
    ["a preprint and its publication", "same", { year: 2023 }],
    ["of an unknown year", "same", { year: null }],
    ["four years apart", "doubtful", { year: 2024 }],
    ["by others", "doubtful", { authors: ["Bo Ek"] }],
    ["by nobody who is known", "doubtful", { authors: [] }],
    ["other titles", "different", { title: "Clocks and time" }],
  ] as const)("%s: %s", (_, is, changes) => {
    expect(compare(PAPER, paper(changes))).toBe(is);
  });

  it.each([
    ["one DOI", "same", [doi("10.1/a")], { title: "Renamed", identifiers: [doi("10.1/a")] }],
    ["two DOIs", "doubtful", [doi("10.1/a")], { identifiers: [doi("10.1/b")] }],
    ["one of two DOIs", "same", [doi("10.1/a")], { identifiers: [doi("10.1/b"), doi("10.1/a")] }],
    ["two arXiv IDs", "doubtful", [arxiv("2401.00001")], { identifiers: [arxiv("2401.00002")] }],
    [
      "one arXiv ID and two DOIs",
      "doubtful",
      [arxiv("2401.00001"), doi("10.1/a")],
      { identifiers: [arxiv("2401.00001"), doi("10.1/b")] },
    ],
    ["an arXiv ID and a DOI", "same", [arxiv("2401.00001")], { identifiers: [doi("10.1/a")] }],
    ["one page and one title", "same", [page], { authors: [], identifiers: [page] }],
    ["one page and two titles", "doubtful", [page], { title: "Renamed", identifiers: [page] }],
  ] as const)("%s: %s", (_, is, identifiers, changes) => {
    expect(compare(paper({ identifiers }), paper(changes))).toBe(is);
  });

  const described: fc.Arbitrary<Described> = fc.record({
    title: fc.constantFrom(
      "Erratum",
      "erratum.",
      "Trees",
      "Programming in C",
      "Programming in C++",
    ),
    authors: fc.uniqueArray(fc.constantFrom("Ada Lovelace", "Lovelace, A.", "Bo Ek", "王伟")),
    year: fc.constantFrom(null, 2018, 2020, 2024),
    identifiers: fc.uniqueArray(
      fc.constantFrom(doi("10.1/a"), doi("10.1/b"), arxiv("2401.00001"), arxiv("2401.00002"), page),
    ),
  });
  const held = (one: Described, type: string) =>
    one.identifiers.filter((id) => id.type === type).map(({ value }) => value);

  it("compared the same from both sides", () => {
    fc.assert(
      fc.property(described, described, (one, other) => {
        expect(compare(one, other)).toBe(compare(other, one));
        expect(compareUnasked(one, other)).toBe(compareUnasked(other, one));
      }),
    );
  });

  it("never the same by a title alone, and never with different identifiers of one type", () => {
    fc.assert(
      fc.property(described, described, (one, other) => {
        fc.pre(compare(one, other) === "same");
        const common = one.identifiers.some((id) => held(other, id.type).includes(id.value));
        expect(common || (one.authors.length > 0 && other.authors.length > 0)).toBe(true);
        for (const type of ["doi", "arxiv"]) {
          const [mine, theirs] = [held(one, type), held(other, type)];
          const clash = mine.length > 0 && theirs.length > 0;
          expect(clash && !mine.some((value) => theirs.includes(value))).toBe(false);
        }
      }),
    );
  });

  it("never different with an identifier of one paper in common", () => {
    fc.assert(
      fc.property(described, described, doiOrArxiv, (one, other, id) => {
        const withId = (each: Described) => ({ ...each, identifiers: [...each.identifiers, id] });
        expect(compare(withId(one), withId(other))).not.toBe("different");
      }),
    );
  });

  it("the same by a title where nobody is asked, if nothing else is known of either", () => {
    const bare = paper({ authors: [], year: null });
    expect(compareUnasked(bare, bare)).toBe("same");
    expect(compareUnasked(bare, PAPER)).toBe("doubtful");
    expect(compareUnasked(bare, paper({ authors: [], identifiers: [page] }))).toBe("doubtful");
    const onePage = [paper({ identifiers: [page] }), paper({ title: "B", identifiers: [page] })];
    expect(compareUnasked(onePage[0] as Described, onePage[1] as Described)).toBe("different");
  });
});
