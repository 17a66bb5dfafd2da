import { parse } from "csv-parse/sync";
import Papa from "papaparse";
import { beforeAll, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { reading } from "@/server/testing/fixtures/readings";
import { csvOf, markdownOf, writerOf } from "./files";

beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = "https://read.example.org";
  forgetEnv();
});

const NOBODY_SAID = Object.fromEntries(
  ["worth", "discussion"].flatMap((question) =>
    ["yes", "so-so", "no"].map((answer) => [`${question} ${answer}`, ""]),
  ),
);

it("writes a table that reads back unchanged, including line breaks and quotation marks", () => {
  const odd = 'A "quoted", one;\nwith a break';
  const { data, errors } = Papa.parse<Record<string, string>>(csvOf([reading({ title: odd })]), {
    header: true,
  });
  expect(errors).toEqual([]);
  expect(data).toEqual([
    {
      read: "2026-05-07",
      title: odd,
      authors: "Leslie Lamport",
      published: "1978-07-01",
      doi: "10.1145/359545.359563",
      arxiv: "",
      page: "https://read.example.org/papers/time-clocks",
      presenter: "Ada",
      rule: "approval",
      candidates: "4",
      votes: "6",
      coming: "5",
      ...NOBODY_SAID,
      // A program that splits at `;` does not recognize that this line is inside a cell.
      notes: "One\n\n'- two",
    },
  ]);
});

it("writes how many gave each answer after a meeting", () => {
  const opinions = { discussion: { yes: 3, maybe: 0, no: 1 } };
  const [row] = parse(csvOf([reading({}, { opinions })]), { columns: true });
  const said = { "discussion yes": "3", "discussion so-so": "0", "discussion no": "1" };
  expect(row).toMatchObject({ ...NOBODY_SAID, ...said });
  const text = markdownOf("G", [reading({}, { opinions })]);
  expect(text).toContain("\nGood discussion? 3 yes, 1 no.\n");
  expect(text).not.toContain("Worth reading?");
});

const FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "＝1+1"];

it.each(FORMULAS)("lets no spreadsheet compute %j", (title) => {
  const text = csvOf([reading({ title }, { notes: "" })]);
  const [row] = parse(text, { columns: true }) as Record<string, string>[];
  expect(row?.title).toMatch(/^'/);
  expect(row?.title?.replaceAll("'", "")).toBe(title);
});

it("lets no spreadsheet compute after splitting at semicolons, tabs or line ends", () => {
  const cells = FORMULAS.flatMap((formula) =>
    ["a;", "a; ", 'a";', 'a;"', "a\t", "a\n", "a\r\n", 'a;""'].map((before) => before + formula),
  );
  for (const cell of cells) {
    const text = csvOf([reading({ title: cell, authors: [cell, cell] }, { notes: cell })]);
    for (const delimiter of [",", ";", "\t"]) {
      const rows = parse(text, {
        delimiter,
        relax_quotes: true,
        relax_column_count: true,
      }) as string[][];
      const crude = text.split(/[\n\r\t;]/).map((part) => part.replace(/^[\s"]+/, ""));
      for (const found of [...rows.flat(), ...crude])
        expect(found, JSON.stringify({ cell, delimiter })).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
    }
  }
});

it("writes Markdown with quoted notes, in which titles and names are plain text", () => {
  const title = "# <b>Big</b> [x](javascript:alert(1)) *y*";
  expect(markdownOf("G_1", [reading({ title })])).toBe(
    `# What G\\_1 has read

## [\\# \\<b\\>Big\\</b\\> \\[x\\](javascript:alert(1)) \\*y\\*](<https://doi.org/10.1145/359545.359563>)

Leslie Lamport  
Read on 2026-05-07.  
Presented by Ada.  
Chosen from 4 papers by 6 votes.

> One
>
> - two
`,
  );
});

it("writes the same in parts as at once", () => {
  const all = ["a", "b", "a", "c", "d"].map((slug, at) =>
    reading({ slug, title: `=Title ${slug}` }, { day: `2026-05-0${9 - at}` }),
  );
  const inParts = (kind: "csv" | "md") => {
    const write = writerOf(kind, "G_1");
    return [all.slice(0, 2), all.slice(2, 3), [], all.slice(3)].map(write).join("");
  };
  expect(inParts("csv")).toBe(csvOf(all));
  expect(inParts("md")).toBe(markdownOf("G_1", all));
  for (const kind of ["csv", "md"] as const)
    expect([all, []].map(writerOf(kind, "G_1")).join(""), kind).toBe(writerOf(kind, "G_1")(all));
});

// An algorithm of quadratic time would exceed the test's timeout.
it.each([
  ["blanks after a sign that splits", `;${" ".repeat(200_000)}x`],
  ["ends of lines", `;${"\n".repeat(200_000)}x`],
  ["quotation marks", `;${'"'.repeat(200_000)}x`],
])("reads each character of a cell once: %s", (_, notes) => {
  expect(csvOf([reading({}, { notes })]).length).toBeGreaterThan(notes.length);
});
