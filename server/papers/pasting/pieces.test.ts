import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitPasted } from "./pieces";

/** The papers of a text in short: identifiers, or what else a piece is. */
const split = (text: string, most = 20) =>
  splitPasted(text, most).pieces.map(({ read }) => {
    if ("ids" in read) return read.ids.map(({ type, value }) => `${type} ${value}`).join(" + ");
    if ("words" in read) return `words ${read.words}`;
    return "url" in read ? read.url : read.refuse;
  });

describe("lines", () => {
  it("are a paper each, with the marks of a list taken off", () => {
    const text = `- arXiv:2401.01234
      [2] https://doi.org/10.1000/trees

      3. Attention is all you need
      • https://example.org/blog
      arXiv:1234.12345`;
    expect(split(text)).toEqual([
      "arxiv 2401.01234",
      "doi 10.1000/trees",
      "words Attention is all you need",
      "https://example.org/blog",
      "malformed",
    ]);
  });

  it("of nothing but identifiers have a paper for each", () => {
    expect(split("2401.01234, 10.1000/trees; /papers/attention")).toEqual([
      "arxiv 2401.01234",
      "doi 10.1000/trees",
      "/papers/attention",
    ]);
  });

  it("in words have one paper with identifiers of several types, and several with those of one", () => {
    expect(split("Muster, Trees, arXiv:2401.01234, doi:10.1000/trees")).toEqual([
      "arxiv 2401.01234 + doi 10.1000/trees",
    ]);
    expect(split("compare 10.1000/trees with 10.1000/water please")).toEqual([
      "doi 10.1000/trees",
      "doi 10.1000/water",
    ]);
  });

  it("join papers by a word between their identifiers, of one type and of several", () => {
    const two = ["arxiv 2005.11401", "arxiv 1706.03762"];
    expect(split("2005.11401 and https://arxiv.org/abs/1706.03762")).toEqual(two);
    expect(split("Read 2005.11401 and https://arxiv.org/abs/1706.03762, please.")).toEqual(two);
    expect(split("arXiv:2005.11401 and 10.1000/trees")).toEqual([
      "arxiv 2005.11401",
      "doi 10.1000/trees",
    ]);
  });

  it("that a page shares are one paper, named by its identifier or else by its address", () => {
    expect(split("Trees: https://journal.example.org/trees arXiv:2401.01234")).toEqual([
      "arxiv 2401.01234",
    ]);
    expect(split("Shared: https://arxiv.org/abs/2401.01234 10.48550/arXiv.2401.01234")).toEqual([
      "arxiv 2401.01234",
    ]);
    expect(split("Trees: https://journal.example.org/trees volume 3")).toEqual([
      "https://journal.example.org/trees",
    ]);
  });

  it("that name the same paper count once", () => {
    expect(split("2401.01234\nhttps://arxiv.org/pdf/2401.01234v2\narXiv:2401.01234")).toEqual([
      "arxiv 2401.01234",
    ]);
  });

  it("beyond the limit are counted, and not read", () => {
    const lines = Array.from({ length: 30 }, (_, at) => `arXiv:2401.0${1000 + at}`);
    const { pieces, left } = splitPasted(lines.join("\n"), 20);
    expect([pieces.length, left]).toEqual([20, 10]);
    expect(splitPasted(lines.join(" "), 20)).toMatchObject({ left: 10 });
  });
});

it.each([
  [
    "BibTeX",
    `@string{j = {Journal}}
@article{a, title = {On {BERT} and tr\\"oes}, author = {von Hicks, III, Michael and {Tree Project} and Ada Muster},
  abstract = {We plant.}, journal = j, doi = {10.1000/trees}}
@misc{b, title = {Water}}`,
    ["von Hicks", "Tree Project", "Ada Muster"],
  ],
  [
    "RIS",
    "TY  - JOUR\nTI  - On BERT and tröes\nAU  - Hicks, Michael\nAU  - Tree Project\nAB  - We plant.\nDO  - 10.1000/trees\nER  - \nTY  - JOUR\nTI  - Water\nER  - ",
    ["Michael Hicks", "Tree Project"],
  ],
  [
    "CSL-JSON",
    JSON.stringify([
      {
        title: "On BERT and tröes",
        DOI: "10.1000/trees",
        abstract: "<p>We plant.</p>",
        author: [{ family: "Hicks", given: "Michael" }, { literal: "Tree Project" }],
      },
      { title: "Water" },
    ]),
    ["Michael Hicks", "Tree Project"],
  ],
])(
  "an export in %s has a paper for each reference, with what it says of it",
  (_format, text, names) => {
    const { pieces } = splitPasted(text, 20);
    expect(pieces.map(({ label }) => label)).toEqual(["On BERT and tröes", "Water"]);
    expect(pieces[0]).toMatchObject({
      text: "https://doi.org/10.1000/trees",
      draft: {
        title: "On BERT and tröes",
        abstract: "We plant.",
        url: "https://doi.org/10.1000/trees",
      },
    });
    const authors = pieces[0]?.draft.authors ?? [];
    expect(authors).toHaveLength(names.length);
    for (const [at, name] of names.entries()) expect(authors[at]).toContain(name);
    expect(pieces[1]).toMatchObject({ read: { words: "Water" }, links: [], draft: { url: "" } });
  },
);

describe("beside an export", () => {
  const bibtex = "@misc{b, title = {Water {and} wine}, year = 2020}";
  const ris = "TY  - JOUR\nTI  - Larks\nAU  - Lark, Ann\nER  - ";
  const medline = "PMID- 12345\nTI  - Swifts\n      asleep\n";

  it.each([
    ["before it", `arXiv:2401.01234\n${bibtex}`, ["words Water and wine", "arxiv 2401.01234"]],
    ["behind it", `${bibtex}\n\n- 10.1000/trees`, ["words Water and wine", "doi 10.1000/trees"]],
    [
      "between two entries",
      `${bibtex}\nhttps://arxiv.org/abs/2401.01234\n${bibtex.replace("Water", "Milk")}`,
      ["words Water and wine", "words Milk and wine", "arxiv 2401.01234"],
    ],
    ["behind RIS", `${ris}\n10.1000/trees`, ["words Larks", "doi 10.1000/trees"]],
    ["behind MEDLINE", `${medline}\n10.1000/trees`, ["pmid 12345", "doi 10.1000/trees"]],
    ["in another format", `${bibtex}\n${ris}`, ["words Larks", "words Water and wine"]],
    ["in another format, before", `${ris}\n${bibtex}`, ["words Larks", "words Water and wine"]],
  ])("identifiers are papers too: %s", (_, text, papers) => expect(split(text)).toEqual(papers));

  it.each([
    ["words", `Please read this:\n${bibtex}\nThanks!`],
    ["comments", `% https://arxiv.org/abs/2401.01234\n${bibtex}`],
    ["the fields of a broken entry", `${bibtex.slice(0, -1)},\nnote = {see 10.1000/trees}`],
    ["its strings", `@string{j = {10.1000/trees}}\n@comment{arXiv:2401.01234}\n${bibtex}`],
  ])("no papers are made of %s", (_, text) => {
    expect(split(text)).toEqual(["words Water and wine"]);
  });
});

it("each text has at least one piece, never more than asked for, and each piece is read alone as in its text", () => {
  const token = fc.constantFrom(
    ...[
      "arXiv:2401.01234",
      "10.1000/trees",
      "https://example.org/a",
      "Trees and water",
      "see",
      "\n",
    ],
    ...[
      "https://openreview.net/forum?id=Abc1234567",
      "PMID: 12345",
      "ftp://example.org/x",
      "@misc{",
    ],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (all, most) => {
      const { pieces } = splitPasted(all.join(" "), most);
      expect(pieces.length).toBeGreaterThan(0);
      expect(pieces.length).toBeLessThanOrEqual(most);
      for (const { text, read } of pieces) {
        if (!("ids" in read)) continue;
        const [again] = splitPasted(text, 1).pieces;
        expect(again?.read).toMatchObject({ ids: [read.ids[0]] });
      }
    }),
  );
});
