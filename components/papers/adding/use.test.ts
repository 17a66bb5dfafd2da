import { expect, it } from "vitest";
import { type Fetched, fieldsOf, ownFieldsOf, type Piece, wordsOf } from "./use";

const draft = { title: "Trees", authors: ["Ada Muster"], abstract: "", url: "" };
const piece = (kind: string, of: object = draft) => ({ kind, draft: of }) as Piece;
const answer = (outcome: string) => ({ outcome, source: "Crossref" }) as Fetched;

it("takes a paper as it was pasted where no source has more", () => {
  for (const kind of ["words", "unknown page"])
    expect(ownFieldsOf(piece(kind), undefined)).toEqual({ ...draft, pasted: true });
  for (const outcome of ["no answer", "not there yet", "no source"])
    expect(ownFieldsOf(piece("identifier"), answer(outcome))).toEqual({ ...draft, pasted: true });
});

it("waits for the source, and takes nothing that the source says is wrong or that is not enough", () => {
  expect(ownFieldsOf(piece("identifier"), undefined)).toBeNull();
  for (const outcome of ["found", "known", "no such paper", "not a paper"])
    expect(ownFieldsOf(piece("identifier"), answer(outcome))).toBeNull();
  expect(ownFieldsOf(piece("malformed"), undefined)).toBeNull();
  expect(ownFieldsOf(piece("words", { ...draft, authors: [] }), undefined)).toBeNull();
});

it("takes what its source does not know from the pasted reference", () => {
  const pasted = {
    ...draft,
    ...{ people: [], venue: "Journal of Trees", publishedOn: "2024", url: "https://example.org" },
    identifiers: [{ type: "arxiv" as const, value: "2401.01234" }],
  };
  const record = {
    ...{ title: "Trees!", authors: [], people: [], abstract: "", url: "https://doi.org/10.5555/a" },
    ...{ venue: "", publishedOn: "", identifiers: [{ type: "doi" as const, value: "10.5555/a" }] },
  };
  const found = {
    outcome: "found" as const,
    source: "X",
    status: "current" as const,
    paper: record,
  };
  expect(fieldsOf(found, { draft: pasted })).toEqual({
    ...{ title: "Trees!", authors: ["Ada Muster"], people: [], abstract: "", url: record.url },
    ...{ venue: "Journal of Trees", publishedOn: "2024" },
    identifiers: [...record.identifiers, ...pasted.identifiers],
  });
  const sentence = { draft: { ...pasted, title: "" } };
  expect(fieldsOf(found, sentence)).toMatchObject({ identifiers: record.identifiers });
});

it("asks for a reference by all that it says, and for words by themselves", () => {
  const told = {
    ...draft,
    ...{ venue: "Journal of Trees", publishedOn: "2024-05" },
  } as Piece["draft"];
  expect(wordsOf({ kind: "words", text: "Trees", draft: told })).toBe(
    "Ada Muster. Trees. Journal of Trees. 2024",
  );
  const plain = { ...told, authors: [] };
  expect(wordsOf({ kind: "words", text: "Muster 2024, Trees", draft: plain })).toBe(
    "Muster 2024, Trees",
  );
  expect(wordsOf({ kind: "identifier", text: "10.5555/a", draft: told })).toBe("");
});
