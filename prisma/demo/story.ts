import type { BallotChoices } from "@/server/ballots/schema";
import type { Label, ReactionKind } from "@/server/threads/schema";
import type { WatchKind } from "@/server/watches/schema";
import type { Handle } from "./cast";
import type { PaperKey } from "./catalogue";

/** A local time on a day counted from today, or from the group's next meeting. */
export interface When {
  from: "today" | "meeting";
  days: number;
  time: string;
}

/** A number of days after today (negative: before), at this local time of the group. */
export const today = (days: number, time: string): When => ({ from: "today", days, time });
/** A number of days after the next meeting (negative: before), which is three to nine days ahead. */
export const meeting = (days: number, time: string): When => ({ from: "meeting", days, time });

export interface DemoBallot {
  opened: When;
  by: Handle;
  closes: When;
  /** The time at which its opener closed it early. */
  closedEarly?: When;
  /** Choices that differ from the defaults. */
  choices?: Partial<BallotChoices>;
  candidates: readonly PaperKey[];
  /** Votes by person, in the order of time. */
  votes: Partial<Record<Handle, DemoVote>>;
  /** The meeting about the chosen paper, and about the second one of a ballot for two. */
  meeting?: DemoMeeting;
  second?: DemoMeeting;
}

export interface DemoMeeting {
  at: When;
  minutes: number;
  place: string;
  link: string;
  presenter: Handle;
  rsvps: Partial<Record<Handle, "yes" | "maybe" | "no">>;
  agenda?: { by: Handle; body: string };
  /** Every version, the first one first, written after the meeting. */
  notes: readonly { by: Handle; body: string }[];
  links: readonly { by: Handle; title: string; url: string }[];
}

/** The regular time and place of a group's meetings, on its weekday. */
export interface DemoSlot {
  everyWeeks: number;
  time: string;
  minutes: number;
  place: string;
  link: string;
  rotates: boolean;
}

/**
 * A vote in the form of the ballot's rule: approved papers, papers from best to worst (ties
 * as a list), or points for each.
 */
export type DemoVote =
  | readonly (PaperKey | readonly PaperKey[])[]
  | Readonly<Partial<Record<PaperKey, number>>>;

/** A group and its history. */
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
  /** Open join requests. */
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
  watches?: readonly DemoWatch[];
  threads: readonly DemoThread[];
}

/** A place that a group has watched since this time, with what it has suggested. */
export interface DemoWatch {
  kind: WatchKind;
  query: string;
  name: string;
  since: When;
  /** Papers of the catalogue that the group has neither nominated nor chosen. */
  suggested: readonly { paper: PaperKey; daysAgo: number }[];
}

export interface DemoThread {
  paper: PaperKey;
  comments: readonly DemoComment[];
}

export interface DemoComment {
  by: Handle;
  daysAgo: number;
  body: string;
  /** The first version; it was edited an hour later. */
  before?: string;
  /** Whether it was deleted later, which leaves a tombstone above its replies. */
  removed?: true;
  label?: Label;
  /** The part of the paper that it reveals. */
  spoiler?: string;
  /** Whether its author marked the question as answered. */
  answered?: true;
  /** The organizer who made it a key point. */
  keyPoint?: Handle;
  /** Reactions by person. */
  reactions?: Partial<Record<Handle, ReactionKind>>;
  answers?: readonly DemoComment[];
}
