import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { withoutGuards } from "@/server/platform/text/csv";
import { filed } from "@/server/testing/fixtures/filed";
import { size } from "@/server/testing/tier";
import { readFile } from "../reading/file";
import { textOfTex } from "../reading/tex";
import { type FiledPaper, type FileFormat, FORMAT_NAMES, NOTED_FORMATS } from "../rules";
import { writerOf } from "../writer";

const SITE = "https://read.example.org";
beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = SITE;
  forgetEnv();
});

async function written(papers: readonly FiledPaper[], format: FileFormat): Promise<string> {
  const { write, end } = await writerOf(format);
  return write(papers) + end();
}

/** Notes as people write them, with what means something in one of the formats. */
const piece = fc.constantFrom(
  ...[
    "Weak **proof**",
    "- a list",
    "{",
    "}",
    "\\",
    "%",
    '"',
    "@article{x,",
    "}, note = {b",
    "a, b;",
  ],
  ...[
    "TY  - JOUR",
    "ER  - ",
    "N1  - no",
    "=1+1",
    "$5",
    "é",
    "深度",
    "&",
    "#",
    "_",
    "~",
    "^",
    "<b>",
  ],
  ...["\n", "\n\n", "\n", "\r\n"],
);
const note = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => `A ${all.join(" ")} Z`);

const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Reads the notes of a file, as other programs would. */
const NOTES: Record<(typeof NOTED_FORMATS)[number], (file: string) => string[]> = {
  bib: (file) => fieldsOf(file, "annote"),
  biblatex: (file) => fieldsOf(file, "annotation"),
  ris: (file) =>
    [...file.matchAll(/^N1 {2}- ([\s\S]*?)(?=^[A-Z][A-Z0-9] {2}-)/gm)].map(([, text = ""]) => text),
  json: (file) => (JSON.parse(file) as { note?: string }[]).flatMap(({ note: own }) => own ?? []),
  csv: (file) =>
    (parse(file, { columns: true }) as { note: string }[])
      .map((row) => withoutGuards(row.note))
      .filter(Boolean),
};

function fieldsOf(file: string, field: string): string[] {
  const entries = plugins.input.data(file, "@biblatex/text") as {
    properties: Record<string, string>;
  }[];
  return entries.flatMap(({ properties }) => properties[field] ?? []).map(textOfTex);
}

/** RIS has no way to write what looks like a tag at the beginning of a line. */
const asIn = (format: FileFormat, text: string) =>
  format === "ris" ? text.replace(/([\r\n]\s*)([A-Z][A-Z0-9]) {2}-/g, "$1$2 –") : text;

describe.each(NOTED_FORMATS)("%s", (format) => {
  it("has each note with its paper, and nothing in a note breaks the file", async () => {
    await fc.assert(
      fc.asyncProperty(note, note, async (first, second) => {
        const papers = [
          filed({ slug: "a", ownNote: first }),
          filed({ slug: "b", ownNote: "" }),
          filed({ slug: "c", doi: null, ownNote: second }),
        ];
        const file = await written(papers, format);
        expect(NOTES[format](file).map(inOneLine)).toEqual(
          [first, second].map((one) => inOneLine(asIn(format, one))),
        );
        const { entries, broken } = await readFile(Buffer.from(file), SITE);
        expect(broken).toEqual([]);
        expect(entries.map(({ paper }) => [paper.title, paper.abstract, paper.doi])).toEqual(
          papers.map(({ title, abstract, doi }) => [title, abstract, doi]),
        );
      }),
      { numRuns: size(100, 3000) },
    );
  });

  it("keeps the lines of a note", async () => {
    const file = await written([filed({ ownNote: "One.\n\nTwo." })], format);
    expect(NOTES[format](file)[0]?.trim()).toMatch(/^One\.\n\n?Two\.$/);
  });

  it("has no place for notes where none were asked for", async () => {
    const file = await written([filed()], format);
    expect(file).not.toMatch(/annot|N1 {2}-|note/);
  });

  it("has the words of a list beside a note", async () => {
    if (format === "csv") return;
    const file = await written([filed({ note: "Read in May", ownNote: "Mine" })], format);
    expect(file).toContain("Read in May");
    expect(file).toContain("Mine");
  });
});

it("references have no notes", async () => {
  for (const format of FORMAT_NAMES.filter((one) => !NOTED_FORMATS.some((two) => two === one)))
    expect(await written([filed({ ownNote: "Mine alone" })], format)).not.toContain("Mine");
});
