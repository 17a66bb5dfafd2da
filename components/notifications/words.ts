import type { GroupKind, Kind, Level, Thing, Via } from "@/server/notifications/schema";
import type { RouterOutputs } from "@/trpc/client";

interface FollowWords {
  thing: string;
  /** Its name on the button. */
  name: string;
  follow: string;
  neither: string;
  mute: string;
  inherited: Record<Level, string>;
}

const REPLIES = "Only replies to you, and mentions of you.";

/** Explains for each kind of thing what following and muting it means. */
export const FOLLOW_WORDS: Record<Thing, FollowWords> = {
  thread: {
    thing: "this thread",
    name: "discussion",
    follow: "Get notified of every comment here.",
    neither: REPLIES,
    mute: "Nothing from here, not even mentions of you.",
    inherited: {
      follow: "You follow its paper, an author, a topic or its group.",
      mute: "You mute its paper, an author, a topic or its group.",
    },
  },
  paper: {
    thing: "this paper",
    name: "paper",
    follow: "Get notified of comments about it, here and in your groups, and of new versions.",
    neither: REPLIES,
    mute: "Nothing about it, unless you follow one of its threads.",
    inherited: {
      follow: "You follow one of its authors or topics.",
      mute: "You mute one of its authors or topics.",
    },
  },
  author: {
    thing: "this author",
    name: "author",
    follow: "Get notified of new papers by authors of this name, and of comments about them.",
    neither: REPLIES,
    mute: "Nothing about these papers, unless you follow one of them.",
    inherited: { follow: "", mute: "" },
  },
  topic: {
    thing: "this topic",
    name: "topic",
    follow: "Get notified of new papers in it, and of comments about them.",
    neither: REPLIES,
    mute: "Nothing about its papers, unless you follow one of them.",
    inherited: { follow: "", mute: "" },
  },
  group: {
    thing: "this group",
    name: "group",
    follow: "Get notified of every comment in its threads, and of ballots and meetings.",
    neither: "Only its ballots and meetings, replies to you, and mentions of you.",
    mute: "Nothing from it, unless you follow a paper or thread.",
    inherited: { follow: "", mute: "" },
  },
};

/** Says on the button what the viewer follows or mutes, or could follow. */
export function followInWords(thing: Thing, level: Level | null): string {
  const { name } = FOLLOW_WORDS[thing];
  if (level === "follow") return `Following ${name}`;
  return level === "mute" ? `Muted ${name}` : `Follow ${name}`;
}

/** Names the kinds of notifications in the settings. */
export const KIND_WORDS: Record<Kind, string> = {
  mention: "Someone mentions you",
  answer: "Someone replies to you",
  comment: "New comments in what you follow",
  paper: "New papers in a topic or by an author you follow",
  news: "A paper you follow, nominated or will discuss has a new version, or is published, withdrawn or retracted",
  nomination: "A paper is nominated in your group",
  ballot: "A ballot opens in your group",
  closing: "A ballot closes soon and you have not voted",
  result: "A ballot in your group is decided",
  meeting: "A meeting of your group is planned, moved or cancelled, or a poll asks when to meet",
  upcoming: "A meeting of your group is tomorrow",
  after: "A meeting of your group is over, with two questions about it",
  moderation: "A moderator acts on what you wrote, or a correction of a paper concerns you",
  watch: "A watch of a group that you organize suggests papers",
};

export const VIA_WORDS: Record<Via, string> = {
  mail: "By email",
  digest: "In the digest",
  app: "Only on this site",
  none: "Not at all",
};

/** Names the kinds of one group. */
export const GROUP_KIND_WORDS: Record<GroupKind, string> = {
  ballot: "A ballot opens",
  closing: "A ballot closes soon and you have not voted",
  result: "A ballot is decided",
  meeting: "A meeting is planned, moved or cancelled, or a poll asks when to meet",
  upcoming: "A meeting is tomorrow",
  after: "A meeting is over, with two questions about it",
  nomination: "A paper is nominated",
  watch: "A watch suggests papers (only organizers are told)",
};

type ShownStop = RouterOutputs["notifications"]["muteLink"]["stops"][number];

/** Says what a link in an email stops. */
export function stopInWords(stop: ShownStop): string[] {
  if (stop.what === "thread") return ["What is written in a thread, which is muted"];
  if (stop.what === "kind") return [KIND_WORDS[stop.kind]];
  return stop.kinds.map((kind) => `${GROUP_KIND_WORDS[kind]}, in ${stop.name ?? "a group"}`);
}
