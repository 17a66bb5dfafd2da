import type { Kind, Level, Thing, Via } from "@/server/notifications/schema";

interface FollowWords {
  thing: string;
  follow: string;
  neither: string;
  mute: string;
  inherited: Record<Level, string>;
}

const ANSWERS = "Only of answers to you, and where you are mentioned.";

/** What following means for each kind of thing. */
export const FOLLOW_WORDS: Record<Thing, FollowWords> = {
  thread: {
    thing: "this thread",
    follow: "Be told of every comment here.",
    neither: ANSWERS,
    mute: "Nothing from here, not even where you are mentioned.",
    inherited: {
      follow: "You follow its paper, topic or group.",
      mute: "You mute its paper, topic or group.",
    },
  },
  paper: {
    thing: "this paper",
    follow: "Be told of what is said about it, here and in your groups.",
    neither: ANSWERS,
    mute: "Nothing about it, unless you follow one of its threads.",
    inherited: { follow: "You follow one of its topics.", mute: "You mute one of its topics." },
  },
  topic: {
    thing: "this topic",
    follow: "Be told of new papers in it, and of what is said about them.",
    neither: ANSWERS,
    mute: "Nothing about its papers, unless you follow one of them.",
    inherited: { follow: "", mute: "" },
  },
  group: {
    thing: "this group",
    follow: "Be told of every comment in its threads, besides ballots and meetings.",
    neither: "Of its ballots and meetings, of answers to you, and where you are mentioned.",
    mute: "Nothing from it, unless you follow a paper or thread.",
    inherited: { follow: "", mute: "" },
  },
};

/** What a person may be told of, as the settings say it. */
export const KIND_WORDS: Record<Kind, string> = {
  mention: "Somebody mentions you",
  answer: "Somebody answers you",
  comment: "A comment in what you follow",
  paper: "New papers in a topic you follow",
  nomination: "A paper is put forward in your group",
  ballot: "A ballot opens in your group",
  result: "A ballot of your group is decided",
  meeting: "A meeting of your group is planned, moved or cancelled",
  moderation: "Something is done about what you wrote",
};

export const VIA_WORDS: Record<Via, string> = {
  mail: "By mail at once",
  digest: "In the digest",
  app: "Only here",
  none: "Not at all",
};
