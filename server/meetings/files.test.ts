import { Cite } from "@citation-js/core";
import Papa from "papaparse";
import { beforeAll, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { bibtexOf, csvOf, markdownOf } from "./files";

type Reading = Parameters<typeof csvOf>[0][number];

beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = "https://read.example.org";
  forgetEnv();
});

const reading = (rest: Partial<Reading["paper"]> = {}, more: Partial<Reading> = {}): Reading => ({
  id: "r",
  day: "2026-05-07",
  readAt: new Date("2026-05-07T15:00:00Z"),
  meetingId: "m",
  presenter: { handle: "ada", name: "Ada" },
  turnout: 5,
  ballot: { id: "b", rule: "approval", votes: 6, candidates: 4 },
  notes: "One\n\n- two",
  ...more,
  paper: {
    slug: "time-clocks",
    title: "Time, Clocks, and the Ordering of Events",
    authors: ["Leslie Lamport"],
    publishedOn: new Date("1978-07-01"),
    arxivId: null,
    doi: "10.1145/359545.359563",
    url: null,
    ...rest,
  },
});

it("writes a table that reads back as it was, line breaks and quotation marks included", () => {
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
      notes: "One\n\n- two",
    },
  ]);
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "lets no spreadsheet compute %j",
  (title) => {
    const text = csvOf([reading({ title }, { notes: "" })]);
    const [row] = Papa.parse<Record<string, string>>(text, { header: true }).data;
    expect(row?.title).toBe(`'${title}`);
  },
);

it("writes BibTeX that another reading of it takes for the same", () => {
  const text = bibtexOf([reading(), reading({ slug: "other", title: "Other", doi: null })]);
  expect(text).toContain("@article{time-clocks,");
  expect(text).not.toContain("howpublished");
  const { data } = new Cite(text, { forceType: "@bibtex/text" });
  expect(data).toMatchObject([
    {
      title: "Time, Clocks, and the Ordering of Events",
      author: [{ family: "Lamport", given: "Leslie" }],
      DOI: "10.1145/359545.359563",
      URL: "https://doi.org/10.1145/359545.359563",
    },
    { title: "Other", URL: "https://read.example.org/papers/other" },
  ]);
});

it.each([
  ["what means something to TeX", "50% of $x_1^2$ & #2 {curly} \\input{secrets} ~"],
  ["an open brace", "Half a { brace"],
  ["a closing brace", "Half a } brace"],
  ["other scripts", "深度学习 und naïve Größen 𝔸"],
  ["marks of our own", "\uE000\uE001 plain"],
])("keeps %s in BibTeX, and nothing that TeX would run", (_, title) => {
  const text = bibtexOf([reading({ title })]);
  const { data } = new Cite(text, { forceType: "@bibtex/text" });
  expect(data).toHaveLength(1);
  const [line = ""] = text.split("\n").filter((one) => one.startsWith("\ttitle"));
  const inside = line.slice("\ttitle = {".length, -2);
  const bare = inside.replace(/\\text\w+\{\}|\\[{}$&#_%]/g, "");
  expect(bare).not.toMatch(/[\\$&#_%~^]/);
  // Braces that are left are the library's own, in pairs.
  expect(bare.split("{").length).toBe(bare.split("}").length);
});

it("names a paper once in BibTeX, however often it was read, and nothing of nothing", () => {
  expect(bibtexOf([reading(), reading()]).split("@article").length).toBe(2);
  expect(bibtexOf([])).toBe("");
});

it("writes Markdown with the notes quoted, in which titles and names are only text", () => {
  const title = "# <b>Big</b> [x](javascript:alert(1)) *y*";
  expect(markdownOf("G_1", [reading({ title })])).toBe(
    `# What G\\_1 has read

## [\\# \\<b\\>Big\\</b\\> \\[x\\]\\(javascript:alert\\(1\\)\\) \\*y\\*](<https://doi.org/10.1145/359545.359563>)

Leslie Lamport  
Read on 2026\\-05\\-07.  
Presented by Ada.  
Chosen among 4 by 6 votes.

> One
> 
> - two
`.replace("2026\\-05\\-07", "2026-05-07"),
  );
});
