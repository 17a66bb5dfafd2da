import { z } from "zod";

/** What can be followed or muted, the narrowest first. */
export const THINGS = ["thread", "paper", "topic", "group"] as const;
export type Thing = (typeof THINGS)[number];
export type Level = "follow" | "mute";

/** What a person may be told of. */
export const KINDS = [
  "mention",
  "answer",
  "comment",
  "paper",
  "nomination",
  "ballot",
  "result",
  "meeting",
  "moderation",
] as const;
export type Kind = (typeof KINDS)[number];

/** How a person is told: `none` is not at all, all others are in the app as well. */
export const VIAS = ["mail", "digest", "app", "none"] as const;
export type Via = (typeof VIAS)[number];

/** Groups of notifications on one page. */
export const GROUPS_A_PAGE = 30;
/** Days for which one can answer a mail. */
export const REPLY_DAYS = 30;
/** Days after which a notification is forgotten. */
export const KEPT_DAYS = 180;

const uuid = z.uuid("There is nothing at this address.");
const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/, "There is nothing at this address.");

/** One thing: threads and papers by id, topics and groups by their address. */
export const thingInput = z.discriminatedUnion("thing", [
  z.object({ thing: z.literal("thread"), id: uuid }),
  z.object({ thing: z.literal("paper"), id: uuid }),
  z.object({ thing: z.literal("topic"), id: slug }),
  z.object({ thing: z.literal("group"), id: slug }),
]);
export type ThingInput = z.output<typeof thingInput>;
export const followInput = z.object({
  what: thingInput,
  /** Null for neither. */
  level: z.enum(["follow", "mute"]).nullable(),
});

/** A time at which something may have been told; the database knows fewer years than JavaScript. */
const instant = z.coerce.date().min(new Date("2000-01-01")).max(new Date("2200-01-01"));
export const listInput = z.object({
  /** Where the page before ended. */
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
  /** What comes while the button is pressed stays unread. */
  until: instant,
});
export const threadIdInput = z.object({ threadId: z.uuid() });
export const chooseInput = z.object({ kind: z.enum(KINDS), via: z.enum(VIAS) });
export const muteLinkInput = z.object({ token: z.string().min(20).max(2000) });

/** What the link in a mail silences, for whom it was sent to: a thread, or mails of one kind. */
export const MUTE = {
  name: "mute",
  content: z.object({
    personId: z.uuid(),
    /** When the mail was sent (milliseconds); missing in mails of earlier versions. */
    sentAt: z.number().default(0),
    what: z.union([z.object({ threadId: z.uuid() }), z.object({ kind: z.enum(KINDS) })]),
  }),
};

export const NOTIFICATION_MAIL = {
  name: "notifications.mail",
  payload: z.object({ notificationId: z.uuid() }),
};
/** What stands below a comment that is mailed: in answers it is recognised. */
export const FOOT = [
  "Read it in its thread",
  "Reply to this email to post a comment.",
  "Mute this thread",
  "Choose which emails you get",
  "Colloquy: choose, read and discuss papers together.",
] as const;
/** Earlier sentences of the foot: mails that have them may still be answered. */
export const EARLIER_FOOT = [
  "Answer this mail, and your answer becomes a comment.",
  "Choose what comes by mail",
] as const;
/** Somebody answered by mail and attached what is not kept. */
export const NOT_KEPT_MAIL = {
  name: "notifications.notKept",
  payload: z.object({ commentId: z.uuid() }),
};
export const SWEEP_PAPERS = { name: "notifications.papers", payload: z.unknown() };
export const SWEEP_OLD = { name: "notifications.sweep", payload: z.unknown() };

/** Something that happened, or several of its kind about one thing, as a person is told of it. */
export interface ShownNotification {
  /** What it is about; with the span of time it names these notifications. */
  key: string;
  from: Date;
  until: Date;
  kind: Kind;
  count: number;
  unread: boolean;
  /** Where it leads: to the first of them. */
  path: string;
  /** The latest people who did it, and how many there are. */
  names: string[];
  people: number;
  /** The title of the paper, or the name of the topic. */
  title: string | null;
  group: { slug: string; name: string } | null;
  /** Of a ballot: whether it came to a result. Of a meeting: when it is. Of a moderation: what was done. */
  detail:
    | { of: "ballot"; chosen: boolean }
    | { of: "meeting"; startsAt: Date; state: "planned" | "moved" | "cancelled" }
    | { of: "act"; act: string; reason: string }
    | null;
}
