import { describe, expect, it } from "vitest";
import { Unreadable } from "../record";
import { arxivListAddress, readArxivList } from "./arxiv";
import { crossrefListAddress, readCrossrefList } from "./crossref";
import { readFeedList } from "./feed";
import { openalexListAddress, readOpenalexList } from "./openalex";
import { isOpml, readOpml } from "./opml";
import { arxivTerms } from "./rules";

const SITE = "https://colloquy.example";
const TODAY = "2026-05-17";
const SINCE = "2026-05-03";
const parametersOf = (address: string) => Object.fromEntries(new URL(address).searchParams);
const named = (
  papers: { title: string; identifiers: readonly { type: string; value: string }[] }[],
) => papers.map(({ title, identifiers: [first] }) => [title, `${first?.type} ${first?.value}`]);

describe("arXiv", () => {
  it("is asked for categories with words, of a fortnight, the newest first", () => {
    const address = arxivListAddress('cs.LG stat.ML trees "graph networks"', SINCE, TODAY);
    expect(new URL(address).origin).toBe("https://export.arxiv.org");
    expect(parametersOf(address)).toEqual({
      search_query:
        '(cat:cs.LG OR cat:stat.ML) AND all:"trees" AND all:"graph networks" AND submittedDate:[202605030000 TO 202605172359]',
      ...{ sortBy: "submittedDate", sortOrder: "descending", max_results: "100" },
    });
  });

  it.each([
    ['trees" OR cat:cs.AI (x)', { categories: [], words: ["trees", "OR cat cs.AI x"] }],
    ["cs.LG, stat.ML: trees", { categories: ["cs.LG", "stat.ML"], words: ["trees"] }],
    ['au:x "(" *', { categories: [], words: ["au x"] }],
    ["math.AG k-theory hep-th", { categories: ["math.AG", "hep-th"], words: ["k-theory"] }],
  ])("%s has no signs of a query in its words", (query, terms) => {
    const read = arxivTerms(query);
    expect(read.words.join("")).not.toMatch(/["():*]/);
    expect(read.categories).toEqual(terms.categories);
  });

  const feed = (entries: string) => `<feed><title>Query</title>${entries}</feed>`;
  const entry = (id: string, title: string) => `<entry><id>http://arxiv.org/abs/${id}</id>
    <title>${title}</title><summary>We plant.</summary><author><name>Ada Okafor</name></author>
    <published>2026-05-16T00:00:00Z</published><link href="http://arxiv.org/abs/${id}" rel="alternate"/>
    <arxiv:primary_category term="cs.LG"/></entry>`;

  it("answers with papers, of which a broken one spoils no other", () => {
    const { papers, unnamed } = readArxivList(
      feed(
        entry("2605.01234v1", "Trees") +
          entry("2605.01235v2", "") +
          entry("2605.01236v1", "Graphs"),
      ),
      SITE,
    );
    expect(named(papers)).toEqual([
      ["Trees", "arxiv 2605.01234"],
      ["Graphs", "arxiv 2605.01236"],
    ]);
    expect(papers[0]).toMatchObject({ isPoor: false, paper: { authors: ["Ada Okafor"] } });
    expect(unnamed).toEqual([]);
  });

  it.each([
    ["a page", "<html><body>Busy</body></html>"],
    ["half an answer", feed(entry("2605.01234v1", "Trees")).slice(0, 150)],
    ["an answer that breaks off after a whole element", "<feed><entry><link/>"],
    ["an error", feed("<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>")],
  ])("may answer with %s, which is no list", (_, body) => {
    expect(() => readArxivList(body, SITE)).toThrow(Unreadable);
  });
});

describe("Crossref and OpenAlex", () => {
  it("are asked for words since a day, the newest first", () => {
    expect(parametersOf(crossrefListAddress("graph & trees", SINCE, "a@example.org"))).toEqual({
      query: "graph & trees",
      filter: "from-created-date:2026-05-03,from-pub-date:2025",
      ...{ sort: "created", order: "desc", rows: "100", mailto: "a@example.org" },
    });
    expect(parametersOf(openalexListAddress("graph & trees", SINCE, TODAY, null))).toEqual({
      search: "graph & trees",
      filter: "from_publication_date:2026-05-03,to_publication_date:2026-05-17",
      ...{ sort: "publication_date:desc", "per-page": "100" },
    });
  });

  it("answer with works, without those that are no papers or cannot be read", () => {
    const items = [
      { DOI: "10.5555/A", title: ["Trees"], author: [{ given: "Ada", family: "Okafor" }] },
      { DOI: "10.5555/b", title: ["An issue"], type: "journal-issue" },
      { title: ["Without a DOI"] },
      { DOI: "10.5555/c", title: 5 },
      null,
      { DOI: "10.5555/d", title: ["Graphs"], author: [{ name: "Tree Group" }] },
    ];
    const crossref = readCrossrefList(JSON.stringify({ message: { items } }), TODAY);
    expect(named(crossref.papers)).toEqual([
      ["Trees", "doi 10.5555/a"],
      ["Graphs", "doi 10.5555/d"],
    ]);
    const results = [
      {
        id: "https://openalex.org/W12",
        title: "Trees",
        authorships: [{ raw_author_name: "Ada Okafor" }],
        ids: { doi: "https://doi.org/10.5555/a" },
      },
      { id: "https://openalex.org/W13", title: "Numbers", type: "dataset" },
      { id: "elsewhere", title: "Nothing" },
    ];
    const openalex = readOpenalexList(JSON.stringify({ results }), TODAY);
    expect(openalex.papers).toHaveLength(1);
    expect(openalex.papers[0]?.identifiers).toEqual(
      expect.arrayContaining([
        { type: "openalex", value: "W12" },
        { type: "doi", value: "10.5555/a" },
      ]),
    );
  });

  it.each(["", "<html>", "{}", '{"message":{"items":{}}}', '{"results":5}'])(
    "may answer with %j, which is no list",
    (body) => {
      expect(() => readCrossrefList(body, TODAY)).toThrow(Unreadable);
      expect(() => readOpenalexList(body, TODAY)).toThrow(Unreadable);
    },
  );
});

describe("a feed", () => {
  const rss = (items: string) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>News of &amp; trees</title>${items}</channel></rss>`;
  const item = (title: string, link: string, more = "") =>
    `<item><title>${title}</title><link>${link}</link>${more}</item>`;

  it("has papers by the link, the DOI, or the only identifier in the text of an entry", () => {
    const { title, papers, unnamed } = readFeedList(
      rss(
        item("By its link", "https://doi.org/10.5555/a") +
          item("By its DOI", "https://example.org/1", "<prism:doi>10.5555/b</prism:doi>") +
          item("Of a forum", "https://openreview.net/forum?id=Abc1234567") +
          item(
            "A talk",
            "https://example.org/2",
            "<description>About arXiv:2605.01234 and trees.</description>",
          ) +
          item(
            "Two papers",
            "https://example.org/3",
            "<description>arXiv:2605.01234, arXiv:2605.01235</description>",
          ) +
          item("Our new office", "https://example.org/4"),
      ),
      SITE,
    );
    expect(title).toBe("News of & trees");
    expect(named(papers)).toEqual([
      ["By its link", "doi 10.5555/a"],
      ["By its DOI", "doi 10.5555/b"],
      ["Of a forum", "openreview Abc1234567"],
      ["A talk", "arxiv 2605.01234"],
    ]);
    expect(papers.map(({ paper, isPoor }) => [paper !== null, isPoor])).toEqual([
      ...[
        [true, true],
        [true, true],
        [true, true],
        [false, true],
      ],
    ]);
    expect(unnamed).toEqual(["Two papers", "Our new office"]);
  });

  it("may be in Atom, with authors and abstracts that need nothing more", () => {
    const { papers } = readFeedList(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Trees</title>
       <link href="https://arxiv.org/abs/2605.01234"/><author><name>Ada Okafor</name></author>
       <summary>We plant.</summary></entry></feed>`,
      SITE,
    );
    expect(papers).toMatchObject([{ isPoor: false, paper: { arxivId: "2605.01234" } }]);
  });

  it("is looked at up to its hundredth entry", () => {
    const many = Array.from({ length: 130 }, (_, at) =>
      item(`T${at}`, `https://doi.org/10.5555/${at}`),
    );
    expect(readFeedList(rss(many.join("")), SITE).papers).toHaveLength(100);
  });

  it.each([
    ["a page", "<!doctype html><html><body>Hello</body></html>"],
    ["nothing", ""],
    ["a file of comments, which is told apart at once", "<!-- -->".repeat(600)],
    ["a feed that breaks off", rss(item("T", "https://doi.org/10.5555/a")).slice(0, 120)],
    ["a feed that is nested without end", rss("<a>".repeat(5000))],
  ])("is not %s", (_, body) => {
    expect(() => readFeedList(body, SITE)).toThrow(Unreadable);
  });
});

describe("a list of feeds", () => {
  it("is read with its folders, each feed once", () => {
    const text = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
      <outline text="Folder"><outline text="A" title="Journal A" xmlUrl="https://a.example/rss"/></outline>
      <outline text="B" type="rss" xmlUrl="https://b.example/rss"/><outline text="Not a feed"/>
      <outline text="Again" xmlUrl="https://a.example/rss"/></body></opml>`;
    expect(isOpml(text)).toBe(true);
    expect(readOpml(text)).toEqual([
      { title: "Journal A", address: "https://a.example/rss" },
      { title: "B", address: "https://b.example/rss" },
    ]);
    expect(() => readOpml(text.slice(0, 200))).toThrow(Unreadable);
    expect(isOpml("<rss><channel/></rss>")).toBe(false);
    expect(isOpml("<!-- -->".repeat(600))).toBe(false);
  });
});
