import { z } from "zod";
import { line, prose } from "@/server/platform/text/inputs";

/** Bounds what rendering costs; a page of print has about 3,000 characters. */
export const COMMENT_MAX = 10_000;
/** Characters that are kept of what was cut off an answer by mail. */
export const QUOTED_TEXT_MAX = 10_000;
/** First comments a page of a thread; direct answers a page of a comment. */
export const FIRST_A_PAGE = 20;
/** Answers shown under each comment; one that has more has a page of its own. */
export const ANSWERS_A_COMMENT = 5;
/** Steps of answers on one page; below, one goes on at the comment's own page. */
export const LEVELS_A_PAGE = 16;
/** Comments on one page at most: each first one with its answers. Below them only where there is room. */
export const COMMENTS_A_PAGE = FIRST_A_PAGE * (1 + ANSWERS_A_COMMENT);
/** Comments above the one whose page it is, so that one knows what is talked about. */
export const ANCESTORS_SHOWN = 3;
/** Key points that one thread may have: more would be no summary. */
export const KEY_POINTS = 12;
/** People that one comment may mention: more is no conversation. */
export const MENTIONS_MAX = 20;
/** Earlier versions of a comment that are shown. */
export const VERSIONS_SHOWN = 50;
/** People offered while a mention is typed. */
export const MENTIONABLE_SHOWN = 8;
/** Unread comments are counted up to here: reading the count of a long thread costs no more. */
export const UNREAD_COUNTED = 100;

export const ORDERS = ["best", "newest", "oldest"] as const;
export type Order = (typeof ORDERS)[number];
export const LABELS = ["question", "summary", "critique", "code", "typo"] as const;
export type Label = (typeof LABELS)[number];
export const REACTIONS = ["agree", "insightful", "thanks", "curious", "celebrate"] as const;
export type ReactionKind = (typeof REACTIONS)[number];
export const QUOTE_SOURCES = ["title", "abstract", "paper"] as const;

/** Characters of a quotation; a paragraph has about a thousand. */
export const QUOTE_MAX = 1000;
/** Characters before and after it, to find it again. */
export const CONTEXT_MAX = 64;
export const SPOILER_MAX = 60;

const body = prose(COMMENT_MAX, "Your comment").refine(
  (value) => value !== "",
  "Write something first.",
);
const paper = z.string().min(1).max(120);

/** Which part of a thread is looked at. */
const view = {
  order: z.enum(ORDERS).default("best"),
  page: z.number().int().min(1).max(1000).default(1),
  /** Shows only this comment with its answers. */
  comment: z.uuid().optional(),
};
export const paperThreadInput = z.object({ paper, ...view });
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

/** What somebody types. */
export const commentInput = z.object({
  body,
  label: z.enum(LABELS).nullable().default(null),
  /** What it gives away, perhaps in no words; null where it spoils nothing. */
  spoiler: line(SPOILER_MAX, "What it spoils").nullable().default(null),
});
const newComment = {
  ...commentInput.shape,
  parentId: z.uuid().nullable().default(null),
  quote: quoteInput.nullable().default(null),
  /** Chosen by the browser: the same comment sent twice is one. */
  clientKey: z.uuid(),
  /** The latest number on the writer's page, which is a visit too; null where no page was open, as by mail. */
  seenNumber: z.number().int().min(0).nullable().default(null),
};
export const addInput = z.object({ paper, ...newComment });
export const addOnMeetingInput = z.object({ meetingId: z.uuid(), ...newComment });
export type NewComment = Omit<z.output<typeof addInput>, "paper">;
export const editInput = commentInput.extend({
  commentId: z.uuid(),
  /** Whether what was cut off the mail is in the text now, or is not wanted: then it is kept no longer. */
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
/** How somebody's handle or name begins; at first nothing. */
export const mentionableInput = z.object({ paper, start: z.string().max(40) });
export const mentionableInGroupInput = mentionableInput.pick({ start: true });
export const previewInput = z.object({ body: prose(COMMENT_MAX, "Your comment") });

/** A comment was written, or names others after a change: whom it concerns is told (server/notifications). */
export const COMMENT_WRITTEN = {
  name: "threads.commentWritten",
  payload: z.object({ commentId: z.uuid(), change: z.boolean().default(false) }),
};

/** Somebody who keeps a thread civil did something: whom it concerns is told (server/notifications). */
export const MODERATED = {
  name: "threads.moderated",
  payload: z.object({ actId: z.uuid() }),
};

/** How many people reacted in one way. */
export interface ShownReaction {
  kind: ReactionKind;
  count: number;
  mine: boolean;
}

/** A comment as a thread shows it. */
export interface ShownComment {
  id: string;
  parentId: string | null;
  /** How far to the right it stands on this page. */
  depth: number;
  /** Its place in the order in which the thread was written, from 1. */
  number: number;
  /** Sanitized when it was written; empty where it is not shown. */
  html: string;
  /** Whether the page has no room for its text, which its own page has. */
  folded: boolean;
  /** As it was written, for its author only. */
  body: string | null;
  /** What was cut off the mail that it came by, for its author only. */
  quotedText: string | null;
  author: { handle: string; name: string } | null;
  createdAt: Date;
  editedAt: Date | null;
  /** Why it is not shown; `hidden` comments come whole to their author and to who may restore them. */
  gone: "deleted" | "hidden" | "blocked" | null;
  label: Label | null;
  spoiler: string | null;
  quote: QuoteInput | null;
  answeredAt: Date | null;
  pinned: boolean;
  reactions: ShownReaction[];
  /** Direct answers that this page does not show. */
  unshown: number;
  may: {
    answer: boolean;
    edit: boolean;
    remove: boolean;
    react: boolean;
    report: boolean;
    markAnswered: boolean;
    pin: boolean;
    /** Hides it, or restores it where it is hidden. */
    hide: boolean;
  };
}

/** What a comment said for some time. */
export interface ShownVersion {
  /** From 1; null for what it says now. */
  version: number | null;
  html: string;
  createdAt: Date;
}

/** Somebody who can be mentioned. */
export interface Mentionable {
  handle: string;
  name: string;
}

/** A key point of a thread, in brief. */
export interface KeyPoint {
  id: string;
  html: string;
  folded: boolean;
  spoiler: string | null;
  author: { handle: string; name: string };
}

/** Words of a paper that a comment of the thread quotes, to be marked in its text. */
export type Mark = Omit<QuoteInput, "place">;

/** A page of a thread. */
export interface ThreadPage {
  /** Null until the first comment is written. */
  id: string | null;
  paper: { slug: string; title: string };
  commentCount: number;
  lastNumber: number;
  order: Order;
  page: number;
  more: boolean;
  /** The comment whose page this is. */
  focus: string | null;
  /** The key points, on the first page of the whole thread. */
  keyPoints: KeyPoint[];
  locked: boolean;
  /** What was written since the viewer's last visit; null for guests and at a first visit. */
  unread: { count: number; first: string | null; seenNumber: number } | null;
  comments: ShownComment[];
  /** What the thread quotes of title and abstract. */
  quotes: Mark[];
  /** The server's time (milliseconds) before it was read: what changes later, open pages are told. */
  readAt: number;
  may: { add: boolean; moderate: boolean };
}
