import { expect, it } from "vitest";
import { type Fetched, ownFieldsOf, type Piece } from "./use";

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
