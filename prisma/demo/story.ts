import type { BallotChoices } from "@/server/ballots/schema";
import type { Label, ReactionKind } from "@/server/threads/schema";
import type { PaperKey } from "./catalogue";
import type { Handle } from "./people";

/** A local time on a day counted from today, or from the group's next meeting. */
export interface When {
  from: "today" | "meeting";
  days: number;
  time: string;
}

/** So many days after (or, negative, before) today, at this local time of the group. */
export const today = (days: number, time: string): When => ({ from: "today", days, time });
/** The same, counted from the next meeting, which is three to nine days ahead. */
export const meeting = (days: number, time: string): When => ({ from: "meeting", days, time });

export interface DemoBallot {
  opened: When;
  by: Handle;
  closes: When;
  /** When the one who opened it closed it early. */
  closedEarly?: When;
  /** What it was like; the rest as usual. */
  choices?: Partial<BallotChoices>;
  candidates: readonly PaperKey[];
  /** By who voted, in the order of time. */
  votes: Partial<Record<Handle, DemoVote>>;
  /** Where the chosen paper is talked about. */
  meeting?: DemoMeeting;
}

export interface DemoMeeting {
  at: When;
  minutes: number;
  place: string;
  link: string;
  presenter: Handle;
  rsvps: Partial<Record<Handle, "yes" | "maybe" | "no">>;
  agenda?: { by: Handle; body: string };
  /** Every version of them, the first one first; written once the meeting is over. */
  notes: readonly { by: Handle; body: string }[];
  links: readonly { by: Handle; title: string; url: string }[];
}

/** Where and when a group meets if nobody says otherwise, on its weekday. */
export interface DemoSlot {
  everyWeeks: number;
  time: string;
  minutes: number;
  place: string;
  link: string;
  rotates: boolean;
}

/**
 * As the ballot's rule takes it: papers that are ticked, papers from best to worst (several in one place
 * as a list), or the points of each.
 */
export type DemoVote =
  | readonly (PaperKey | readonly PaperKey[])[]
  | Readonly<Partial<Record<PaperKey, number>>>;

/** A group and what happened in it. */
export interface DemoGroup {
  name: string;
  description: string;
  visibility: "public" | "private";
  joinPolicy: "open" | "request" | "invitation";
  timeZone: string;
  /** ISO weekday of its meetings, 1 (Monday) – 7. */
  weekday: number;
  founded: When;
  slot: DemoSlot;
  owner: Handle;
  members: readonly { handle: Handle; joined: When; organizer?: true; message?: string }[];
  /** Who asks to join and waits for an answer. */
  asking: readonly { handle: Handle; at: When; message: string }[];
  nominations: readonly {
    paper: PaperKey;
    by: Handle;
    at: When;
    pitch: string;
    withdrawn?: When;
  }[];
  /** In the order they were held; only the last may still be open. */
  ballots: readonly DemoBallot[];
  threads: readonly DemoThread[];
}

export interface DemoThread {
  paper: PaperKey;
  comments: readonly DemoComment[];
}

export interface DemoComment {
  by: Handle;
  daysAgo: number;
  body: string;
  /** How it was worded at first; it was edited an hour later. */
  before?: string;
  /** Deleted in the end, so that a tombstone stands above its answers. */
  removed?: true;
  label?: Label;
  /** What it gives away. */
  spoiler?: string;
  /** A question that who asked marked as answered. */
  answered?: true;
  /** The organizer who made it a key point. */
  keyPoint?: Handle;
  /** Who reacted, and how. */
  reactions?: Partial<Record<Handle, ReactionKind>>;
  answers?: readonly DemoComment[];
}
