import "server-only";
import type { z } from "zod";
import { splitPasted } from "../pasting/pieces";
import type { Pasted } from "../pasting/rules";
import type { Reason } from "../pasting/sites";
import { lookUpPapers } from "../search/queries";
import { PIECES_MAX } from "./rules";
import type { piecesInput } from "./schema";

/** How one piece of a pasted text can be used. */
function kindOf(read: Pasted): "identifier" | "words" | "unknown page" | Reason {
  if ("ids" in read) {
    // An address beside other papers stands for a page, which no source knows.
    return read.ids.every(({ type }) => type === "url") ? "unknown page" : "identifier";
  }
  if ("words" in read) return "words";
  return "url" in read ? "unknown page" : read.refuse;
}

/**
 * Reads a pasted text: each of its papers, with its card if the catalogue has it. Asks no source and writes nothing.
 * @param ip counts it against the limit of searches
 */
export async function readPieces({ text }: z.output<typeof piecesInput>, ip: string) {
  const { pieces, left } = splitPasted(text, PIECES_MAX);
  const found = await lookUpPapers(
    pieces.flatMap(({ links }) => links),
    ip,
  );
  const cards = new Map(found.map((one) => [one.text, one.paper]));
  return {
    left,
    pieces: pieces.map(({ label, text: alone, read, links, draft }) => ({
      label,
      text: alone,
      kind: kindOf(read),
      draft,
      paper: links.map((link) => cards.get(link)).find((card) => card) ?? null,
    })),
  };
}
