import type { PlacedText } from "@/server/platform/text/page-texts";
import {
  mayComment,
  mayEdit,
  mayMarkAnswered,
  mayModerate,
  mayPin,
  mayReact,
  mayRemove,
  mayReport,
  type ThreadAccess,
} from "../policy";
import type { Label, ReactionKind, ShownComment, ShownQuote } from "../schema";

/** A comment as the query of a page returns it. */
export interface Row {
  id: string;
  /** Rank in which comments are given room on the page. */
  place: number;
  /** Whether the page has no room for the text. */
  folded: boolean;
  parentId: string | null;
  number: number;
  /** Markdown as written; only if the viewer is the author. */
  body: string | null;
  /** Quoted text removed from the email; only if the viewer is the author. */
  quotedText: string | null;
  html: string;
  label: Label | null;
  spoiler: string | null;
  createdAt: Date;
  editedAt: Date | null;
  answeredAt: Date | null;
  pinned: boolean;
  deleted: boolean;
  hidden: boolean;
  blocked: boolean;
  answerCount: number;
  authorId: string;
  handle: string;
  name: string;
  quote: ShownQuote | null;
  reactions: { kind: ReactionKind; count: number; mine: boolean }[] | null;
}

/** A row with its position in the tree. */
export interface Placed extends Row {
  depth: number;
  /** Direct replies that the page does not show. */
  unshown: number;
}

/**
 * Folds the texts that the page has no room for, and orders the comments as a tree.
 * @param place puts texts on the page
 */
export function placeRows(
  rows: readonly Row[],
  focus: string | null,
  place: (texts: string[], options: { beside: string[] }) => PlacedText[],
): Placed[] {
  const inPlace = rows.toSorted((a, b) => a.place - b.place);
  const texts = place(
    inPlace.map(({ html }) => html),
    { beside: inPlace.map(wordsBeside) },
  );
  const fits = new Map(inPlace.map(({ id }, at) => [id, texts[at]]));
  const fitted = rows.map((row) => {
    const { html = "", folded = true } = (row.folded ? undefined : fits.get(row.id)) ?? {};
    return folded
      ? { ...row, html, folded, body: null, quotedText: null, quote: null }
      : { ...row, html, folded };
  });
  return inTree(fitted, focus);
}

/** The other texts of a comment: its source, and its quotation, which is on the page twice. */
function wordsBeside({ body, quotedText, quote }: Row): string {
  return [body, quotedText, quote?.exact, quote && JSON.stringify(quote)].join("");
}

/** Orders rows depth first: each comment before its replies, siblings in the order of the query. */
function inTree(rows: Row[], focus: string | null): Placed[] {
  const ids = new Set(rows.map(({ id }) => id));
  const replies = new Map<string | null, Row[]>();
  for (const row of rows) {
    const parent = row.parentId !== null && ids.has(row.parentId) ? row.parentId : null;
    const list = replies.get(parent);
    if (list) list.push(row);
    else replies.set(parent, [row]);
  }
  // Ancestors are shown as context, without their other replies.
  const passed = new Set<string>();
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  for (let at = focus; at && ids.has(at); at = parents.get(at) ?? null) passed.add(at);
  const placed: Placed[] = [];
  const waiting = (replies.get(null) ?? []).map((row) => ({ row, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, depth } = next;
    const below = replies.get(row.id) ?? [];
    const unshown = passed.has(row.id) ? 0 : Math.max(0, row.answerCount - below.length);
    placed.push({ ...row, depth, unshown });
    for (const reply of below.toReversed()) waiting.push({ row: reply, depth: depth + 1 });
  }
  return placed;
}

/** A comment as this viewer may see it, with what they may do with it. */
export function shownTo(access: ThreadAccess, row: Placed): ShownComment {
  const { viewer } = access;
  const { authorId, deleted, hidden, label } = row;
  const mine = viewer?.id === authorId;
  const written = { authorId, deleted, hidden, label };
  const hide = mayModerate(access) === true && !deleted && !mine;
  const gone = deleted ? "deleted" : hidden ? "hidden" : row.blocked ? "blocked" : null;
  const readable = gone === null || (gone === "hidden" && (mine || hide));
  return {
    id: row.id,
    parentId: row.parentId,
    depth: row.depth,
    number: row.number,
    html: readable ? row.html : "",
    folded: readable && row.folded,
    body: readable ? row.body : null,
    quotedText: gone === null ? row.quotedText : null,
    author: readable ? { handle: row.handle, name: row.name } : null,
    createdAt: row.createdAt,
    editedAt: readable ? row.editedAt : null,
    gone,
    label: readable ? label : null,
    spoiler: readable ? row.spoiler : null,
    quote: readable ? row.quote : null,
    answeredAt: readable ? row.answeredAt : null,
    pinned: row.pinned,
    reactions: readable ? (row.reactions ?? []) : [],
    unshown: row.unshown,
    may: {
      answer: gone === null && mayComment(access) === true,
      edit: !row.folded && mayEdit(access, written) === true,
      remove: mayRemove(access, written) === true && gone !== "blocked",
      react: gone === null && mayReact(access, written) === true,
      report: gone === null && mayReport(access, written) === true,
      markAnswered: gone === null && mayMarkAnswered(access, written) === true,
      pin: gone === null && mayPin(access, written) === true,
      hide,
    },
  };
}
