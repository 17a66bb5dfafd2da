import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { filed } from "@/server/testing/fixtures/filed";
import { size } from "@/server/testing/tier";
import type { AuthorPart } from "../../catalogue/authors/rules";
import { furtherOf } from "../../catalogue/identifiers/rules";
import { columnsOfDate } from "../../dates/rules";
import { IDENTIFIER_TYPES, type Identifier } from "../../pasting/identifiers";
import { displayName, nameOf, partOfName } from "../formats/names";
import type { FiledPaper, FileFormat } from "../rules";
import { writerOf } from "../writer";
import { readFile } from "./file";

const SITE = "https://read.example.org";
beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = SITE;
  forgetEnv();
});

/** Characters and words with a meaning in one of the formats. */
const word = fc.constantFrom(
  ...["{", "}", "\\", '"', "@article{x,", "@comment", "%", "<b>", "&amp;", "&", "$", "#", "_", "^"],
  ...[
    "$x_1$",
    "$\\frac{a}{b}$",
    "$O(n \\log n)$",
    "\\(x\\)",
    "~",
    "--",
    "---",
    "``",
    "''",
    "'",
    "|",
  ],
  ...[
    "é",
    "深度",
    "Größe",
    "naïve",
    "TY  - JOUR",
    "ER  - ",
    "=1+1",
    "-",
    "+",
    ";",
    ",",
    ":",
    "BERT",
  ],
  ...[
    "the",
    "of",
    "Title",
    "McKay",
    "\\alpha",
    "\\textbf{x}",
    "a",
    "\\}",
    "[x]",
    "and",
    "$5",
    "?`",
  ],
);
const words = (most: number) =>
  fc
    .array(word, { minLength: 1, maxLength: most })
    .map((all) => `A ${all.join(" ")}`.replace(/ +/g, " ").trim());
const authors = fc.constantFrom(
  ...["Leslie Lamport", "Ludwig van Beethoven", "Juana Inés de la Cruz", "Martin Luther King Jr."],
  ...[
    "The ATLAS Collaboration",
    "Plato",
    "王小明",
    "José Ortega y Gasset",
    "A. {B} Smith",
    "Ada O'Neil",
  ],
  ...[
    "Barnes & Noble",
    "Ada and Béla",
    "50% Team",
    "X_y Z",
    "Jean-Luc d'Arc",
    "R. Smith III",
    "\\o Z",
  ],
);
/** Names of which nothing could be guessed right. */
const KNOWN: Record<string, AuthorPart> = {
  "José Ortega y Gasset": { kind: "person", family: "Ortega y Gasset", given: "José" },
  "Ludwig van Beethoven": { kind: "person", family: "van Beethoven", given: "Ludwig" },
  "Martin Luther King Jr.": { kind: "person", family: "King", given: "Martin Luther" },
  "The ATLAS Collaboration": { kind: "organization" },
};
/** The parts of names that the catalogue knows. */
function partsKnownOf(names: readonly string[]): FiledPaper["authorParts"] {
  const parts = names.map((name) => KNOWN[name] ?? null);
  return parts.some(Boolean) ? parts : null;
}
/** The parts of names in a file: the known ones, else those that its writer made of a name. */
function partsWritten(names: readonly string[]): FiledPaper["authorParts"] {
  const parts = names.map((name) => KNOWN[name] ?? partOfName(nameOf(name)));
  return parts.some(Boolean) ? parts : null;
}
/** At least one of each type, with signs that mean something in a format. */
const further = fc.constantFrom<Identifier[]>(
  { type: "arxiv", value: "2401.01234" },
  { type: "doi", value: "10.1000/further{1}%25;2" },
  { type: "doi", value: "10.1002/(sici)1097<1::aid>3.0.co;2-1" },
  { type: "openreview", value: "H1a_uk-RW" },
  { type: "acl", value: "2020.acl-main.1" },
  { type: "pmid", value: "31452104" },
  { type: "pmid", value: "7" },
  { type: "pmcid", value: "PMC2424242" },
  { type: "isbn", value: "9780262033848" },
  { type: "isbn", value: "9780306406157" },
  { type: "semanticscholar", value: "CorpusID:13756489" },
  { type: "semanticscholar", value: "204e3073870fae3d05bcbc2f6a8e263d9b72e776" },
  { type: "openalex", value: "W2741809807" },
  { type: "url", value: "https://example.org/c?d=1&e=%7Bf%7D,g;h#i_j" },
  { type: "url", value: "https://arxiv.org/list/cs.LG/recent" },
);
const paper = fc
  .record({
    title: words(8),
    abstract: fc.array(words(20), { maxLength: 3 }).map((all) => all.join("\n\n")),
    authors: fc.array(authors, { maxLength: 4 }),
    doi: fc.constantFrom(
      null,
      "10.1145/359545.359563",
      "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
      "10.1000/456#789_a",
      "10.1000/a{b}&c",
    ),
    arxivId: fc.constantFrom(null, "2403.04567", "math/0309136"),
    url: fc.constantFrom(null, "https://example.org/a?b=1&c=%20d_e#f", "http://example.org/x~y/"),
    further: fc.uniqueArray(further, { maxLength: 5, selector: ({ value }) => value }),
    date: fc.constantFrom("", "1978", "2024-02", "2024-02-29"),
    venue: fc.option(words(4)),
  })
  .map(({ date, ...rest }) => ({ ...rest, ...columnsOfDate(date) }))
  // A further DOI or number of arXiv stands beside a main one.
  .map(({ further: identifiers, ...rest }) => ({
    ...rest,
    identifiers: furtherOf({
      ...rest,
      identifiers: identifiers.filter(
        ({ type }) => !(type === "doi" && !rest.doi) && !(type === "arxiv" && !rest.arxivId),
      ),
    }),
  }))
  .map((rest) => ({ ...rest, authorParts: partsKnownOf(rest.authors) }))
  .map((rest) => filed(rest));

async function written(papers: readonly FiledPaper[], format: FileFormat): Promise<Uint8Array> {
  const { write, end } = await writerOf(format);
  return Buffer.from(write(papers) + end());
}

const shown = ({ slug: _slug, ...rest }: FiledPaper) => rest;

describe.each(["bib", "biblatex", "ris", "json", "csv"] as const)("%s", (format) => {
  it("comes in again as it went out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paper, { minLength: 1, maxLength: 3 }), async (papers) => {
        const numbered = papers.map((one, place) => ({ ...one, slug: `p-${place}` }));
        const { entries, broken } = await readFile(await written(numbered, format), SITE);
        expect(broken).toEqual([]);
        expect(entries.map((entry) => entry.paper)).toEqual(
          numbered.map((one) => ({
            ...shown(one),
            // A table has what is known and nothing else; the other formats have all names in parts.
            authorParts: format === "csv" ? one.authorParts : partsWritten(one.authors),
          })),
        );
      }),
      { numRuns: size(150, 3000) },
    );
  });
});

it("identifiers of all ten types are in the test", () => {
  const drawn = new Set(fc.sample(further, { numRuns: 500, seed: 1 }).map(({ type }) => type));
  expect([...drawn].sort()).toEqual([...IDENTIFIER_TYPES].sort());
});

it("the names of the test are as they are displayed", () => {
  for (const name of ["Ludwig van Beethoven", "Martin Luther King Jr.", "José Ortega y Gasset"])
    expect(displayName(nameOf(name))).toBe(name);
});
