"use client";

import { MenuChoices } from "@/components/ui/menu";
import type { Level, Thing } from "@/server/notifications/schema";

interface FollowWords {
  thing: string;
  follow: string;
  neither: string;
  mute: string;
  inherited: Record<Level, string>;
}

const REPLIES = "Only replies to you, and mentions of you.";

/** Explains for each kind of thing what following and muting it means. */
const FOLLOW_WORDS: Record<Thing, FollowWords> = {
  thread: {
    thing: "this thread",
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
    follow: "Get notified of new papers by authors of this name, and of comments about them.",
    neither: REPLIES,
    mute: "Nothing about these papers, unless you follow one of them.",
    inherited: { follow: "", mute: "" },
  },
  topic: {
    thing: "this topic",
    follow: "Get notified of new papers in it, and of comments about them.",
    neither: REPLIES,
    mute: "Nothing about its papers, unless you follow one of them.",
    inherited: { follow: "", mute: "" },
  },
  group: {
    thing: "this group",
    follow: "Get notified of every comment in its threads, and of ballots and meetings.",
    neither: "Only its ballots and meetings, replies to you, and mentions of you.",
    mute: "Nothing from it, unless you follow a paper or thread.",
    inherited: { follow: "", mute: "" },
  },
};

interface Props {
  thing: Thing;
  /** The viewer's own choice, and the one that holds without it. */
  level: Level | null;
  inherited: Level | null;
  onChange(level: Level | null): void;
}

/** The entries of the menu to follow or mute something. */
export function FollowChoices({ thing, level, inherited, onChange }: Props) {
  const words = FOLLOW_WORDS[thing];
  const neither = inherited
    ? { label: "Inherited", sentence: words.inherited[inherited] }
    : { label: "Default", sentence: words.neither };
  return (
    <MenuChoices<Level | "neither">
      label={`Notifications about ${words.thing}`}
      value={level ?? "neither"}
      options={[
        { value: "follow", label: "Follow", sentence: words.follow },
        { value: "neither", ...neither },
        { value: "mute", label: "Mute", sentence: words.mute },
      ]}
      onChange={(chosen) => onChange(chosen === "neither" ? null : chosen)}
    />
  );
}
