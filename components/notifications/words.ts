import type { GroupKind, Kind, Via } from "@/server/notifications/schema";
import type { RouterOutputs } from "@/trpc/client";

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
