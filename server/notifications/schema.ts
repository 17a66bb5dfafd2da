import { z } from "zod";
import { authorKey } from "@/server/papers/authors/schema";
import type { PaperStatus } from "@/server/papers/versions/rules";

/** Things that can be followed or muted, the narrowest first. */
export const THINGS = ["thread", "paper", "author", "topic", "group"] as const;
export type Thing = (typeof THINGS)[number];
export type Level = "follow" | "mute";

/** Kinds of notifications. The database knows a reply as `answer`. */
export const KINDS = [
  "mention",
  "answer",
  "comment",
  "paper",
  "news",
  "nomination",
  "ballot",
  "closing",
  "result",
  "meeting",
  "upcoming",
  "after",
  "moderation",
  "watch",
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds about a group's own events, which can be chosen for one group; a CHECK holds the same list. */
export const GROUP_KINDS = [
  "ballot",
  "closing",
  "result",
  "meeting",
  "upcoming",
  "after",
  "nomination",
  "watch",
] as const satisfies readonly Kind[];
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Ways to get a notification: with `none` there is none; all others include the list in the app. */
export const VIAS = ["mail", "digest", "app", "none"] as const;
export type Via = (typeof VIAS)[number];

/** Minutes for which an email waits, so that it carries everything that happens meanwhile. */
export const GATHER_MINUTES = 10;
/** Hours before a ballot closes, or a meeting begins, at which people are reminded. */
export const REMIND_HOURS = 24;
/** Most notifications that one email shows; it leads to the list for the rest. */
export const SHOWN_IN_EMAIL = 20;

/** Most lines of the list on one page. */
export const LINES_A_PAGE = 30;
/** Days for which the reply address of an email works. */
export const REPLY_DAYS = 30;
/** Days after which a notification is deleted. */
export const RETENTION_DAYS = 180;

const uuid = z.uuid("There is nothing at this address.");
const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/, "There is nothing at this address.");

/** A thing to follow or mute: threads and papers by id, authors, topics and groups by their address. */
export const thingInput = z.discriminatedUnion("thing", [
  z.object({ thing: z.literal("thread"), id: uuid }),
  z.object({ thing: z.literal("paper"), id: uuid }),
  z.object({ thing: z.literal("author"), id: authorKey }),
  z.object({ thing: z.literal("topic"), id: slug }),
  z.object({ thing: z.literal("group"), id: slug }),
]);
export type ThingInput = z.output<typeof thingInput>;
export const followInput = z.object({
  what: thingInput,
  /** Null for neither following nor muting. */
  level: z.enum(["follow", "mute"]).nullable(),
});

/** A time at which a notification may have been made; the database knows fewer years than JavaScript. */
const instant = z.coerce.date().min(new Date("2000-01-01")).max(new Date("2200-01-01"));
export const listInput = z.object({
  /** The end of the previous page. */
  cursor: z.object({ at: instant, key: z.string().max(200) }).nullish(),
});
/** A line of the list: all notifications of one kind about one thing in a span of time. */
export const markInput = z.object({
  key: z.string().min(1).max(200),
  from: instant,
  until: instant,
  read: z.boolean(),
});
export const markAllInput = z.object({
  /** Notifications after this time stay unread, so that nobody misses one that arrives while they press the button. */
  until: instant,
});
export const threadIdInput = z.object({ threadId: z.uuid() });
export const chooseInput = z.object({ kind: z.enum(KINDS), via: z.enum(VIAS) });
/** A member's choice for one group; null for what applies without one. */
export const chooseInGroupInput = z.object({
  kind: z.enum(GROUP_KINDS),
  via: z.enum(VIAS).nullable(),
});
export const muteLinkInput = z.object({ token: z.string().min(20).max(2000) });

/** Most groups, threads and other kinds that one link stops. */
export const STOPS_MAX = 12;
const stop = z.union([
  z.object({ threadId: z.uuid() }),
  z.object({ groupId: z.uuid(), kinds: z.array(z.enum(GROUP_KINDS)).min(1) }),
  z.object({ kind: z.enum(KINDS) }),
]);
/** The thing that a link stops: a thread, some kinds from one group, or one kind from everywhere. */
export type Stop = z.output<typeof stop>;

/** The signed link in an email by which its recipient mutes a thread, or stops such emails. */
export const MUTE = {
  name: "mute",
  content: z.object({
    personId: z.uuid(),
    /** When the email was sent (milliseconds); missing in emails of earlier versions. */
    sentAt: z.number().default(0),
    what: z.union([stop, z.array(stop).min(1).max(STOPS_MAX)]),
  }),
};

/** Sends the email that gathers a person's notifications. Earlier versions queued one for each notification. */
export const NOTIFICATION_MAIL = {
  name: "notifications.mail",
  payload: z.union([z.object({ personId: z.uuid() }), z.object({ notificationId: z.uuid() })]),
};
/** Lines below the text of an emailed comment. They are recognised and cut off in replies by email. */
export const EMAIL_FOOTER = [
  "Read it in its thread",
  "Reply to this email to post a comment.",
  "Mute this thread",
  "Choose which emails you get",
  "Colloquy: choose, read and discuss papers together.",
] as const;
/** Lines below emails of earlier versions, to which people may still reply. */
export const EARLIER_EMAIL_FOOTER = [
  "Answer this mail, and your answer becomes a comment.",
  "Choose what comes by mail",
] as const;
/** Emails somebody whose reply by email had attachments, which are dropped. */
export const ATTACHMENTS_DROPPED = {
  name: "notifications.notKept",
  payload: z.object({ commentId: z.uuid() }),
};
export const SWEEP_PAPERS = { name: "notifications.papers", payload: z.unknown() };
/** Queues gathered emails that are due, also those that a killed process was sending. */
export const SWEEP_EMAILS = { name: "notifications.emails", payload: z.unknown() };
/** Reminds people of what closes or begins soon, and asks them about meetings that are over. */
export const REMIND = { name: "notifications.remind", payload: z.unknown() };
export const SWEEP_OLD = { name: "notifications.sweep", payload: z.unknown() };

/** A merge of two papers: the title of the one that was merged into the other, and whether that was undone. */
export interface MergeNews {
  other: string;
  undone: boolean;
}

/** A line of the list: one notification, or several of one kind about one thing. */
export interface ShownNotification {
  /** Names the thing; together with the span of time it identifies these notifications. */
  key: string;
  from: Date;
  until: Date;
  kind: Kind;
  count: number;
  unread: boolean;
  /** The page that it leads to, the one of the first notification. */
  path: string;
  /** The names of the two people who did it last. */
  names: string[];
  /** The number of all people who did it. */
  people: number;
  /** The title of the paper, or the name of the topic or author. */
  title: string | null;
  group: { slug: string; name: string } | null;
  /** The titles of the papers that a ballot chose, a meeting's time, a moderator's action, news of a paper or its corrections, or what watches suggest; null for other kinds. */
  detail:
    | { of: "author" }
    | { of: "ballot"; chosen: string[]; news?: "added" | "extended" | undefined }
    | { of: "meeting"; startsAt: Date; state: "planned" | "moved" | "cancelled" }
    | { of: "datePoll"; state: "open" | "closing" | "undecided" | "ended" }
    | { of: "act"; act: string; reason: string }
    | { of: "change"; fields: string; reason: string; merge?: MergeNews | undefined }
    | { of: "awaited"; state: "added" | "came" | "ended"; label: string }
    | { of: "news"; is: PaperStatus }
    | { of: "version"; number: number }
    | { of: "watch"; count: number; titles: string[] }
    | { of: "suggestion"; state: "waiting" | "accepted" | "declined"; reason: string }
    | null;
}
