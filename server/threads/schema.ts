import { z } from "zod";
import type { ShownTitle } from "@/server/papers/schema";
import { type ListLinks, line, prose, strictPosition } from "@/server/platform/text/inputs";
import {
  COMMENT_MAX,
  LABELS,
  type Label,
  ORDERS,
  type Order,
  QUOTE_MAX,
  REACTIONS,
  type ReactionKind,
  SPOILER_MAX,
} from "./rules";

export type { Label, Order, Place, ReactionKind } from "./rules";

/** Characters kept of the quoted text removed from a reply by email. */
export const QUOTED_TEXT_MAX = 10_000;
/** Top-level comments on a page of a thread; direct replies on a page of a comment. */
export const FIRST_A_PAGE = 20;
/** Replies shown under each comment; the rest are on the comment's own page. */
export const REPLIES_A_COMMENT = 5;
/** Levels of replies on one page; deeper ones are on the comment's own page. */
export const LEVELS_A_PAGE = 16;
/** Most comments on one page: room for each top-level one with its direct replies. */
export const COMMENTS_A_PAGE = FIRST_A_PAGE * (1 + REPLIES_A_COMMENT);
/** Comments shown above the one whose page it is, for context. */
export const ANCESTORS_SHOWN = 3;
/** Key points of one thread: more would not be a summary. */
export const KEY_POINTS = 12;
/** People one comment may mention, against mass notifications. */
export const MENTIONS_MAX = 20;
/** Earlier versions shown of a comment. */
export const VERSIONS_SHOWN = 50;

export const QUOTE_SOURCES = ["title", "abstract", "paper"] as const;

/** Characters kept before and after a quotation, to find it again. */
export const CONTEXT_MAX = 64;

const body = prose(COMMENT_MAX, "Your comment").refine(
  (value) => value !== "",
  "Write something first.",
);
const paper = z.string().min(1).max(120);

/** Which part of a thread to show. */
const view = {
  order: z.enum(ORDERS).default("best"),
  page: strictPosition,
  /** Shows only this comment with its replies. */
  comment: z.uuid().optional(),
};
export const paperThreadInput = z.object({ paper, ...view });
export const paperInput = z.object({ paper });
export const meetingThreadInput = z.object({ meetingId: z.uuid(), ...view });
export type View = Pick<z.output<typeof paperThreadInput>, "order" | "page" | "comment">;

export const quoteInput = z.object({
  source: z.enum(QUOTE_SOURCES),
  exact: prose(QUOTE_MAX, "A quotation").refine((value) => value !== "", "Quote some words."),
  prefix: z.string().max(CONTEXT_MAX).default(""),
  suffix: z.string().max(CONTEXT_MAX).default(""),
  place: line(80, "Page or section").default(""),
});
export type QuoteInput = z.output<typeof quoteInput>;
/** A quotation as pages show it. */
export interface ShownQuote extends QuoteInput {
  /** The version of the paper whose abstract was quoted, once there is a later one. */
  version?: number;
}

/** The fields of a comment that people fill in. */
export const commentInput = z.object({
  body,
  label: z.enum(LABELS).nullable().default(null),
  /** The part that the comment gives away, possibly empty; null if it contains no spoiler. */
  spoiler: line(SPOILER_MAX, "What it spoils").nullable().default(null),
});
const newComment = {
  ...commentInput.shape,
  parentId: z.uuid().nullable().default(null),
  quote: quoteInput.nullable().default(null),
  /** Chosen by the browser, so that a comment sent twice is stored once. */
  clientKey: z.uuid(),
  /** The latest number on the author's page, recorded as a visit; null without an open page, as for a reply by email. */
  seenNumber: z.number().int().min(0).nullable().default(null),
};
export const addInput = z.object({ paper, ...newComment });
export const addOnMeetingInput = z.object({ meetingId: z.uuid(), ...newComment });
export type NewComment = Omit<z.output<typeof addInput>, "paper">;
export const editInput = commentInput.extend({
  commentId: z.uuid(),
  /** Whether to delete the quoted text removed from the email: it is in the comment now, or not wanted. */
  forgetsQuoted: z.boolean().default(false),
});
export const commentIdInput = z.object({ commentId: z.uuid() });
export const threadIdInput = z.object({ threadId: z.uuid() });
export const reactInput = z.object({
  commentId: z.uuid(),
  kind: z.enum(REACTIONS),
  on: z.boolean(),
});
export const markAnsweredInput = z.object({ commentId: z.uuid(), answered: z.boolean() });
export const pinInput = z.object({ commentId: z.uuid(), pinned: z.boolean() });
export const seenInput = z.object({ threadId: z.uuid(), number: z.number().int().min(0) });
/** The beginning of a handle or name; empty right after the @. */
export const mentionableInput = z.object({ paper, start: z.string().max(40) });
export const mentionableInGroupInput = mentionableInput.pick({ start: true });
export const previewInput = z.object({ body: prose(COMMENT_MAX, "Your comment") });

/** Queued when a comment is written, or mentions more people after an edit; sends notifications (server/notifications). */
export const COMMENT_WRITTEN = {
  name: "threads.commentWritten",
  payload: z.object({ commentId: z.uuid(), change: z.boolean().default(false) }),
};

/** Queued for each act of moderation; notifies the person it concerns (server/notifications). */
export const MODERATED = {
  name: "threads.moderated",
  payload: z.object({ actId: z.uuid() }),
};

/** Number of people with one kind of reaction. */
export interface ShownReaction {
  kind: ReactionKind;
  count: number;
  mine: boolean;
}

/** A comment as a thread shows it. */
export interface ShownComment {
  id: string;
  parentId: string | null;
  /** Levels of indentation on this page. */
  depth: number;
  /** Position in the order of writing, from 1. */
  number: number;
  /** Sanitized when the comment was written; empty if the viewer may not read it. */
  html: string;
  /** Whether this page has no room for the text; the comment's own page shows it. */
  folded: boolean;
  /** Markdown as written, for the author only. */
  body: string | null;
  /** Quoted text removed from the email this comment came by, for the author only. */
  quotedText: string | null;
  author: { handle: string; name: string } | null;
  createdAt: Date;
  editedAt: Date | null;
  /** Why the comment is not shown; authors and people who may restore it still receive a `hidden` one whole. */
  gone: "deleted" | "hidden" | "blocked" | null;
  label: Label | null;
  spoiler: string | null;
  quote: ShownQuote | null;
  answeredAt: Date | null;
  pinned: boolean;
  reactions: ShownReaction[];
  /** Direct replies that this page does not show. */
  unshown: number;
  may: {
    answer: boolean;
    edit: boolean;
    remove: boolean;
    react: boolean;
    report: boolean;
    markAnswered: boolean;
    pin: boolean;
    /** Hide it, or restore it if it is hidden. */
    hide: boolean;
  };
}

/** One version of a comment. */
export interface ShownVersion {
  /** From 1; null for the current text. */
  version: number | null;
  html: string;
  createdAt: Date;
}

/** A person suggested for a mention. */
export interface Mentionable {
  handle: string;
  name: string;
}

/** A comment pinned as a key point of its thread. */
export interface KeyPoint {
  id: string;
  html: string;
  folded: boolean;
  spoiler: string | null;
  author: { handle: string; name: string };
}

/** Quoted words of a paper, to be highlighted in its title or abstract. */
export type Mark = Omit<QuoteInput, "place">;

/** A page of a thread as one viewer may see it. */
export interface ThreadPage {
  /** Null until the first comment is written. */
  id: string | null;
  paper: ShownTitle & { slug: string };
  /** The group whose members alone can read it; null for a public thread. */
  group: { name: string } | null;
  commentCount: number;
  lastNumber: number;
  order: Order;
  page: number;
  more: boolean;
  pages: ListLinks;
  /** The comment whose own page this is; null for a page of the whole thread. */
  focus: string | null;
  /** Filled only on the first page of the whole thread. */
  keyPoints: KeyPoint[];
  locked: boolean;
  /** Whether its group is archived, so that nobody can write. */
  archived: boolean;
  /** Comments since the viewer's last visit; null for guests and on a first visit. */
  unread: { count: number; first: string | null; seenNumber: number } | null;
  comments: ShownComment[];
  /** Quotations of title and abstract in this thread. */
  quotes: Mark[];
  /** The server's time before reading, in milliseconds: open pages hear of every later change. */
  readAt: number;
  may: { add: boolean; moderate: boolean };
}
