import { expect, it } from "vitest";
import { long, many } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  idsInput,
  listInput,
  paperFields,
  paperForm,
  searchInput,
  slugInput,
  upvoteInput,
} from "./schema";

const PAPER = { title: "RL", abstract: "We study.", authors: ["Ada"] };
const paper = (changes: object) => ({ ...PAPER, title: "Paxos", ...changes });

it("fills in defaults", () => {
  expect(listInput.parse({})).toEqual({ order: "trending", window: "all", cursor: 1 });
  expect(searchInput.parse({ q: "raft" })).toEqual({ q: "raft", limit: 20 });
  expect(paperFields.parse(paper({})).url).toBe("");
});

it("reads authors from lines, and a link from an id", () => {
  const typed = paper({ authors: "Ada Lovelace\r\n \nBob", url: "arXiv:2401.01234" });
  expect(paperForm.parse(typed)).toMatchObject({
    authors: ["Ada Lovelace", "Bob"],
    url: "https://arxiv.org/abs/2401.01234",
  });
});

it.each([
  ["a title of 3 characters", paperFields, paper({ title: "ABC" })],
  ["a title of 500 characters", paperFields, paper({ title: long(500) })],
  ["an abstract of 10,000 characters", paperFields, paper({ abstract: long(10_000) })],
  ["no abstract", paperFields, paper({ abstract: " " })],
  ["500 authors", paperFields, paper({ authors: many(500) })],
  ["authors of 20,000 characters", paperFields, paper({ authors: Array(100).fill(long(200)) })],
  ["an author of 200 characters", paperFields, paper({ authors: [long(200)] })],
  ["no link", paperFields, paper({ url: " " })],
  ["the hundredth page", listInput, { cursor: 100, topic: long(60) }],
  ["an address of 120 characters", slugInput, { paper: long(120) }],
  ["100 papers", idsInput, { paperIds: many(100) }],
  ["a search for 200 characters", searchInput, { q: long(200), limit: 50 }],
  ["a limit in an address", searchInput, { q: "", limit: "1" }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

const LIMIT = "limit: The limit has to be a whole number from 1 to 50.";
it.each([
  ["a title too short", paperFields, PAPER, "title: Enter the title."],
  ["a title too long", paperFields, paper({ title: long(501) }), "title: The title is too long"],
  [
    "an abstract too long",
    paperFields,
    paper({ abstract: long(10_001) }),
    "abstract: The abstract",
  ],
  ["no author", paperFields, paper({ authors: [] }), "authors: Enter at least one author."],
  ["a nameless author", paperFields, paper({ authors: [" "] }), "authors.0: Enter a name."],
  ["a long name", paperFields, paper({ authors: [long(201)] }), "authors.0: The name of an author"],
  ["501 authors", paperFields, paper({ authors: many(501) }), "authors: At most 500 authors."],
  [
    "longer names together",
    paperFields,
    paper({ authors: [...Array(100).fill(long(200)), "x"] }),
    "The names of the authors are too long: at most 20,000 characters together.",
  ],
  ["no link", paperFields, paper({ url: "no link" }), "url: Enter a link, an arXiv ID or a DOI."],
  ["a link too long", paperFields, paper({ url: long(2001) }), "url: This link is too long."],
  ["no lines", paperForm, paper({ authors: " \n" }), "authors: Enter at least one author."],
  [
    "a book of names",
    paperForm,
    paper({ authors: long(100_001) }),
    "authors: At most 500 authors.",
  ],
  [
    "words for an identifier",
    paperForm,
    paper({ authors: "A", identifiers: "PMID: 123\nsome words" }),
    "identifiers: “some words” is no identifier and no link.",
  ],
  ["page 0", listInput, { cursor: 0 }, "cursor: "],
  ["page 101", listInput, { cursor: 101 }, "cursor: "],
  ["half a page", listInput, { cursor: 1.5 }, "cursor: "],
  ["a topic too long", listInput, { topic: long(61) }, "topic: "],
  ["no address", slugInput, { paper: "" }, "paper: "],
  ["an address too long", slugInput, { paper: long(121) }, "paper: "],
  ["101 papers", idsInput, { paperIds: many(101) }, "paperIds: "],
  ["a search too long", searchInput, { q: long(201) }, "q: The search text is too long"],
  ["a limit of 0", searchInput, { q: "", limit: 0 }, LIMIT],
  ["a limit of 51", searchInput, { q: "", limit: 51 }, LIMIT],
  ["half a limit", searchInput, { q: "", limit: 1.5 }, LIMIT],
  ["a limit in words", searchInput, { q: "", limit: "many" }, LIMIT],
  ["an upvote of nothing", upvoteInput, { on: true }, "paperId: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it("reads identifiers of any kind, on lines or beside each other", () => {
  const identifiers =
    "PMID: 12345678\nhttps://aclanthology.org/P18-1089 10.5555/ABC\n\nhttps://example.org/a";
  expect(paperForm.parse({ title: "Trees", authors: "A", identifiers })).toMatchObject({
    identifiers: [
      { type: "pmid", value: "12345678" },
      { type: "acl", value: "P18-1089" },
      { type: "doi", value: "10.5555/abc" },
      { type: "url", value: "https://example.org/a" },
    ],
  });
});
