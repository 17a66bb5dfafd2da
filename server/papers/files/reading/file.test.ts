import { describe, expect, it } from "vitest";
import { fileFormatOf, readFile } from "./file";

const SITE = "https://read.example.org";
const read = (text: string | Uint8Array) => readFile(Buffer.from(text), SITE);
const papersIn = async (text: string | Uint8Array) =>
  (await read(text)).entries.map(({ paper }) => paper);

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe("a file of another program", () => {
  it("BibTeX with the braces, accents and attachments of a reference manager", async () => {
    const text = String.raw`
@article{okafor_exact_2024,
	title = {Exact {Solutions} for {BERT}: {G{\"o}del}, \textit{Na\"{\i}ve} \& more},
	volume = {3},
	url = {https://example.org/paper\_1},
	doi = {10.5555/ABC\_2024},
	abstract = {First paragraph with 5\% and \$620.

Second paragraph -- with a dash.},
	urldate = {2024-06-01},
	journal = {Journal of {Examples}},
	author = {Okafor, Ada Ng\~{o}zi and von Berg, III, Hans and {Ortega y Gasset}, {José} and {The Example Collaboration} and others},
	month = may,
	year = {2024},
	file = {PDF:files/1/paper.pdf:application/pdf},
}`;
    expect(await papersIn(text)).toEqual([
      {
        title: "Exact Solutions for BERT: Gödel, Naïve & more",
        abstract: "First paragraph with 5% and $620.\n\nSecond paragraph – with a dash.",
        authors: [
          "Ada Ngõzi Okafor",
          "Hans von Berg III",
          "José Ortega y Gasset",
          "The Example Collaboration",
        ],
        doi: "10.5555/abc_2024",
        arxivId: null,
        identifiers: [],
        url: "https://example.org/paper_1",
        publishedOn: day("2024-05-01"),
        publishedPrecision: "month",
        venue: "Journal of Examples",
        authorParts: [
          { kind: "person", family: "Okafor", given: "Ada Ngõzi" },
          { kind: "person", family: "von Berg", given: "Hans" },
          { kind: "person", family: "Ortega y Gasset", given: "José" },
          { kind: "organization" },
        ],
      },
    ]);
  });

  it("BibTeX of a search engine, with strings, comments and a day in the month", async () => {
    const text = `% Encoding: UTF-8
@string{jan_j = "Journal of January"}
@comment{jabref-meta: databaseType:bibtex;}
@inproceedings{a, title="On {LaTeX}", author="Ada Okafor and B{\\'e}la Nagy", booktitle=jan_j # ", 2", year=2024, month="1~" # feb}
@misc{b, title={Second}, eprint={0309136}, archivePrefix={arXiv}, primaryClass={math.GT}, year={2003}}
@article{c, title={Third}, journal={arXiv preprint arXiv:2403.04567}, year={2024}}`;
    expect(await papersIn(text)).toMatchObject([
      { title: "On LaTeX", authors: ["Ada Okafor", "Béla Nagy"], publishedOn: day("2024-02-01") },
      { title: "Second", arxivId: "math/0309136" },
      { title: "Third", arxivId: "2403.04567" },
    ]);
  });

  it("RIS with lines that go on, a DOI in another field and Windows line ends", async () => {
    const text = [
      ...[
        "TY  - JOUR",
        "T1  - A title that",
        "goes on",
        "A1  - Okafor, Ada",
        "A1  - Berg, Hans, Jr.",
      ],
      ...["Y1  - 2024/05/17/", "N2  - First.", "", "Second.", "M3  - 10.5555/abc", "ER  - ", ""],
      ...[
        "TY  - CONF",
        "TI  - Other",
        "PY  - 2023",
        "UR  - https://arxiv.org/abs/2403.04567v2",
        "ER  -",
      ],
    ].join("\r\n");
    expect(await papersIn(`\uFEFF${text}`)).toMatchObject([
      {
        title: "A title that goes on",
        authors: ["Ada Okafor", "Hans Berg Jr."],
        abstract: "First.\n\nSecond.",
        doi: "10.5555/abc",
        publishedOn: day("2024-05-17"),
      },
      {
        ...{ title: "Other", arxivId: "2403.04567", url: null },
        ...{ publishedOn: day("2023-01-01"), publishedPrecision: "year" },
      },
    ]);
  });

  it("CSL-JSON with numbers as texts, a list for a title and a null for a date", async () => {
    const items = [
      {
        title: ["A title"],
        author: [{ family: "Berg", given: "Hans", "non-dropping-particle": "van den" }],
        issued: { "date-parts": [["2024", 5, "17"]] },
        DOI: "https://doi.org/10.5555/ABC",
      },
      { title: "Second", author: [{ literal: "The Team" }], issued: { "date-parts": [[null]] } },
    ];
    expect(await papersIn(JSON.stringify(items, null, 2))).toMatchObject([
      {
        title: "A title",
        authors: ["Hans van den Berg"],
        doi: "10.5555/abc",
        publishedOn: day("2024-05-17"),
      },
      { title: "Second", authors: ["The Team"], publishedOn: null },
    ]);
  });

  it.each([",", ";", "\t"])(
    "a table with the columns of a reference manager, split at %j",
    async (at) => {
      const rows = [
        [
          "Key",
          "Item Type",
          "Publication Year",
          "Author",
          "Title",
          "DOI",
          "Url",
          "Abstract Note",
          "Date",
        ],
        [
          "K",
          "journalArticle",
          "2024",
          "Okafor, Ada; van Berg, Hans",
          "=A title",
          "10.5555/abc",
          "",
          "Text",
          "2024-05-17",
        ],
      ];
      const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(at)).join("\n");
      expect(await papersIn(text)).toMatchObject([
        {
          title: "=A title",
          authors: ["Ada Okafor", "Hans van Berg"],
          authorParts: [
            { kind: "person", family: "Okafor", given: "Ada" },
            { kind: "person", family: "van Berg", given: "Hans" },
          ],
          doi: "10.5555/abc",
          publishedOn: day("2024-05-17"),
        },
      ]);
    },
  );

  it("Atom of arXiv", async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <entry>
    <id>http://arxiv.org/abs/2403.04567v2</id>
    <published>2024-03-07T17:59:00Z</published>
    <title>On a wrapped
  title with $x_1$</title>
    <summary>  First.
  Second paragraph &amp; more.
</summary>
    <author><name>Ada Okafor</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/abc</arxiv:doi>
    <link href="http://arxiv.org/abs/2403.04567v2" rel="alternate"/>
  </entry>
</feed>`;
    expect(await papersIn(text)).toMatchObject([
      {
        title: "On a wrapped title with $x_1$",
        authors: ["Ada Okafor"],
        arxivId: "2403.04567",
        doi: "10.5555/abc",
        url: null,
        publishedOn: day("2024-03-07"),
      },
    ]);
  });

  it("RSS of arXiv", async () => {
    const text = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>cs.CL</title>
<item><title>A title</title><link>https://arxiv.org/abs/2403.04567</link>
<description>arXiv:2403.04567v1 Announce Type: new
Abstract: The abstract.</description>
<dc:creator>Ada Okafor, Béla Nagy</dc:creator></item></channel></rss>`;
    expect(await papersIn(text)).toMatchObject([
      {
        title: "A title",
        abstract: "The abstract.",
        authors: ["Ada Okafor", "Béla Nagy"],
        arxivId: "2403.04567",
      },
    ]);
  });
});

it("tells formats apart by their content", () => {
  const formats = {
    "@misc{a, title={x}}": "bibtex",
    "TY  - JOUR\nER  - ": "ris",
    '[{"title":"x"}]': "csl-json",
    "title,doi\nx,10.5555/a": "csv",
    '<?xml version="1.0"?>\n<feed xmlns="x"></feed>': "feed",
    "Head\nHead\nSubscribeFirst\nAbstract": "trending",
    "just words": null,
    "<html><title>x</title></html>": null,
  };
  for (const [text, format] of Object.entries(formats)) expect(fileFormatOf(text)).toBe(format);
});

it("reads files in Latin-1 and UTF-16", async () => {
  const text = "@misc{a, title={Größe}}";
  expect(await papersIn(Buffer.from(text, "latin1"))).toMatchObject([{ title: "Größe" }]);
  expect(await papersIn(Buffer.from(`\uFEFF${text}`, "utf16le"))).toMatchObject([
    { title: "Größe" },
  ]);
});

describe("a broken entry is named by its line, and the others go in", () => {
  it.each([
    ["bibtex", "@misc{a, title={One}}\n\n@misc{b, title={Two\n\n@misc{c,\n title={Three}}", [3]],
    ["bibtex", "@misc{a, title={One}}\n@misc{b, year={2024}}\n@misc{c, title={Three}}", [2]],
    [
      "ris",
      "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - Three\nER  - ",
      [4],
    ],
    ["csl-json", '[{"title":"One"},\n{"title": oops},\n{"title":"Three"}]', [2]],
    ["csv", 'title,doi\nOne,\n"",10.5555/a\nThree,', [3]],
    [
      "feed",
      "<rss><channel>\n<item><title>One</title></item>\n<item></item>\n<item><title>Three</title></item></channel></rss>",
      [3],
    ],
    ["csv", `title,doi\n"One",\n"${"x".repeat(501)}",\n"Three",`, [3]],
  ] as const)("%s %#", async (format, text, lines) => {
    const found = await read(text);
    expect(found.format).toBe(format);
    expect(found.entries.map(({ paper }) => paper.title)).toEqual(["One", "Three"]);
    expect(found.broken.map(({ line }) => line)).toEqual(lines);
  });
});

it("counts lines behind cells, abstracts and comments of several lines", async () => {
  const table = 'title,abstract\n"One","a\nb\nc"\n\n"Two","d"';
  expect((await read(table)).entries.map(({ line }) => line)).toEqual([2, 6]);
  const bib = "% x\n\n@misc{a,\n title={One},\n abstract={a\n b}}\n\n@misc{b, title={Two}}";
  expect((await read(bib)).entries.map(({ line }) => line)).toEqual([3, 8]);
});

// An algorithm of quadratic time would exceed the test's timeout.
it.each([
  ["@misc{a, title = {", 100_000],
  ["TY  - JOUR\n", 50_000],
  ['{"title":"', 100_000],
  ["<item>", 50_000],
  ['title,"', 100_000],
  ["@misc{a, title = {x}, author = {{{{ and ", 20_000],
])("reads %j, many times over, in steps that its length bounds", async (piece, times) => {
  const text =
    (piece.startsWith("<") ? "<rss>" : piece.startsWith("title") ? "title,doi\n" : "") +
    piece.repeat(times);
  await read(text).catch(() => {});
});
