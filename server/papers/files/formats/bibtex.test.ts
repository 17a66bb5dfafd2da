import { Cite } from "@citation-js/core";
import { entries } from "bibtex-parse";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filed } from "@/server/testing/fixtures/filed";
import { size } from "@/server/testing/tier";
import type { FiledPaper } from "../rules";
import { writeBibtex } from "./bibtex";

const pageOf = (slug: string) => `https://read.example.org/papers/${slug}`;
const write = (...papers: Partial<FiledPaper>[]) =>
  writeBibtex(papers.map(filed), "bibtex", pageOf);

/** The value of a field, as it stands in the first entry. */
function fieldOf(text: string, name: string): string | undefined {
  return text
    .split("\n")
    .find((line) => line.startsWith(`\t${name} = `))
    ?.replace(/^\t\w+ = \{(.*)\},$/, "$1");
}

it("writes an entry that another parser reads", () => {
  const text = write({}, { slug: "other", title: "Other", doi: null, arxivId: "2403.04567" });
  expect(text.split("\n\n")[0]).toBe(`@article{time-clocks,
	title = {Time, {Clocks}, and the {Ordering} of {Events}},
	author = {Lamport, Leslie},
	year = {1978},
	day = {1},
	doi = {10.1145/359545.359563},
	url = {https://doi.org/10.1145/359545.359563},
	abstract = {The concept of one event happening before another.},
	month = jul,
}`);
  expect(entries(text)).toMatchObject([
    { key: "time-clocks", type: "article", AUTHOR: "Lamport, Leslie", YEAR: "1978" },
    { key: "other", type: "misc", EPRINT: "2403.04567", ARCHIVEPREFIX: "arXiv" },
  ]);
  const { data } = new Cite(text, { forceType: "@bibtex/text" });
  expect(data).toMatchObject([
    { title: expect.stringContaining("Time"), DOI: "10.1145/359545.359563" },
    { title: "Other", URL: "https://arxiv.org/abs/2403.04567" },
  ]);
});

it("writes BibLaTeX with a whole date and the type of an eprint", () => {
  const text = writeBibtex([filed({ arxivId: "math/0309136" })], "biblatex", pageOf);
  expect(fieldOf(text, "date")).toBe("1978-07-01");
  expect(fieldOf(text, "eprint")).toBe("math/0309136");
  expect(fieldOf(text, "eprinttype")).toBe("arXiv");
  expect(text).not.toContain("archiveprefix");
});

describe("a title", () => {
  const titleOf = (title: string) => fieldOf(write({ title }), "title");
  it.each([
    [
      "Exact Solution for an $N$-Molecule Hamiltonian and $\\theta$ Term",
      "Exact {Solution} for an {$N$}-{Molecule} {Hamiltonian} and {$\\theta$} {Term}",
    ],
    ["A $620 billion market", "A \\$620 billion market"],
    [
      "The half-open interval [0,1) and the brace { alone",
      "The half-open interval [0,1) and the brace \\textbraceleft{} alone",
    ],
    ["Étude über Größen", "Étude über {Größen}"],
    ["BERT: pre-training", "{BERT}: pre-training"],
    [
      "R&D_1 #2 ~ ^ 5% <b>",
      "R\\&{D}\\_1 \\#2 \\textasciitilde{} \\textasciicircum{} 5\\% \\textless{}b\\textgreater{}",
    ],
    ["a -- b '' c `` d", "a -{}- b '{}' c `{}` d"],
    [
      "of $\\input{/etc/passwd}$ here",
      "of \\$\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}\\$ here",
    ],
    ["on $a$ and\n more", "on {$a$} and more"],
  ])("%j", (title, written) => expect(titleOf(title)).toBe(written));
});

describe("an author", () => {
  const authorOf = (...authors: string[]) => fieldOf(write({ authors }), "author");
  it.each([
    ["Beethoven, Ludwig van", "van Beethoven, Ludwig"],
    ["Ludwig van Beethoven", "van Beethoven, Ludwig"],
    ["Juana Inés de la Cruz", "de la Cruz, Juana Inés"],
    ["The ATLAS Collaboration", "{The ATLAS Collaboration}"],
    ["Martin Luther King Jr.", "King, Jr., Martin Luther"],
    ["Ortega y Gasset, José", "{Ortega y Gasset}, José"],
    ["Plato", "{Plato}"],
    ["Ada and Béla", "{Ada and Béla}"],
    ["A_da {x} O'Neil & Sons", "{A\\_da \\textbraceleft{}x\\textbraceright{} O'Neil \\& Sons}"],
  ])("%s", (author, written) => expect(authorOf(author)).toBe(written));

  it("is one of many", () =>
    expect(authorOf("Ada Okafor", "The Team")).toBe("Okafor, Ada and {The Team}"));
});

it("leaves a DOI as it is, but for what would break its field", () => {
  const sici = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o";
  expect(fieldOf(write({ doi: sici }), "doi")).toBe(sici);
  expect(fieldOf(write({ doi: "10.1000/a{b}%c" }), "doi")).toBe("10.1000/a%7Bb%7D%25c");
});

it("gives another parser the original address", () => {
  const url = "https://example.org/a?b=1&copy=2&lt;=<script>&x=\\y z";
  const meant = "https://example.org/a?b=1&copy=2&lt;=%3Cscript%3E&x=%5Cy%20z";
  expect(entries(write({ url }))[0]?.URL).toBe(meant);
  const closing = "https://example.org/?a}, note = {b";
  expect(entries(write({ url: closing, note: "Read" }))[0]).toMatchObject({
    URL: "https://example.org/?a%7D,%20note%20=%20%7Bb",
    NOTE: "Read",
  });
});

/** Characters and words with a meaning in BibTeX or TeX. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...["{", "}", "\\", '"', "@article{x,", "}\n@comment", ", url = {", "%", "<", ">", "\\}"],
      ...["$", "$x_1$", "$\\frac{a}{b}$", "$}{$", "\\(x\\)", "\\begin{equation}", "a", "B", " "],
      ...["\n", "\n\n", "\r\n", "#", "é", "深", "\u2028", "http://x.org/<b>", "_", "and", ",", "~"],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""));

/** Finds the depth at each character by BibTeX's rule: each brace counts, even after a backslash. */
function braceDepths(text: string): number[] {
  let depth = 0;
  return [...text].map((sign) => {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    return depth;
  });
}

it.each(["bibtex", "biblatex"] as const)(
  "keeps every value of %s inside its field, for an independent parser",
  (dialect) => {
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.boolean(), (title, author, path, hasDoi) => {
        const odd = filed({
          ...{ title, authors: [author, "Ada Okafor"], abstract: title },
          doi: hasDoi ? `10.1000/${path.replace(/\s/g, "")}` : null,
          url: `https://example.org/?${path}`,
          note: title,
        });
        const text = writeBibtex([odd, filed({ slug: "next", title: "Next" })], dialect, pageOf);
        const depths = braceDepths(text);
        expect(Math.min(...depths)).toBe(0);
        expect(depths.at(-1)).toBe(0);
        // Outside all braces there are only the two entries' own keywords.
        const outside = [...text].filter((sign, at) => depths[at] === 0 && sign !== "}").join("");
        expect(outside.replace(/\s+/g, " ").trim()).toMatch(/^@(?:article|misc) @article$/);
        const found = entries(text);
        expect(found).toHaveLength(2);
        expect(found[1]).toMatchObject({ key: "next", TITLE: "Next" });
      }),
      { numRuns: size(200, 2000) },
    );
  },
);

it("writes nothing for no papers", () => expect(write()).toBe(""));

it("says as much of a date as is known, and where a paper was published", () => {
  const year = { publishedOn: new Date("2024-01-01"), publishedPrecision: "year" } as const;
  const month = { ...year, publishedPrecision: "month" } as const;
  const text = write({ ...year, venue: "Journal of Trees" });
  expect([fieldOf(text, "year"), fieldOf(text, "journal")]).toEqual(["2024", "Journal of {Trees}"]);
  expect(text).not.toMatch(/month|day =/);
  expect(write(month)).toContain("\tmonth = jan,\n");
  expect(write(month)).not.toContain("day =");
  const dated = (when: Partial<FiledPaper>) =>
    fieldOf(writeBibtex([filed(when)], "biblatex", pageOf), "date");
  expect([dated(year), dated(month)]).toEqual(["2024", "2024-01"]);
  const atConference = write({ doi: null, venue: "Proceedings of the Tree Conference" });
  expect(atConference).toMatch(/^@inproceedings\{/);
  expect(fieldOf(atConference, "booktitle")).toBe("Proceedings of the {Tree} {Conference}");
});

it("takes the parts of a name that are known, instead of its last word", () => {
  const text = write({
    authors: ["Gabriel García Márquez", "Free Trees"],
    authorParts: [
      { kind: "person", family: "García Márquez", given: "Gabriel" },
      { kind: "organization" },
    ],
  });
  expect(fieldOf(text, "author")).toBe("García Márquez, Gabriel and {Free Trees}");
});
