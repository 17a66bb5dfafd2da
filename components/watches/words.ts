import { countInWords, pluralOf } from "@/server/platform/text/words";
import type { WatchKind } from "@/server/watches/schema";
import type { RouterOutputs } from "@/trpc/client";

export type Watch = RouterOutputs["watches"]["list"][number];

/** The places that watches look at, by name. */
export const PLACE_WORDS: Record<WatchKind, string> = {
  arxiv: "arXiv",
  openalex: "OpenAlex",
  crossref: "Crossref",
  feed: "Feed",
};

type Run = Pick<Watch, "outcome" | "brought" | "left" | "unnamed" | "unclear">;
type State = Pick<Watch, "askedAt" | "pausedAt" | "stoppedAt" | "failures">;

/** Says what a watch is doing, apart from its last run; null if it just waits for its time. */
export function stateInWords({ askedAt, pausedAt, stoppedAt, failures }: State): string | null {
  if (stoppedAt) return `Stopped after it failed on ${countInWords(failures, "day")}`;
  if (pausedAt) return "Paused";
  return askedAt ? "Looking for papers…" : null;
}

/** Says how the last run of a watch went, in sentences. */
export function runInWords({ outcome, brought, left, unnamed, unclear }: Run): string {
  if (outcome === null) return "It has not looked yet.";
  if (outcome === "noAnswer") return "The site did not answer.";
  if (outcome === "unreadable") return "This address has no list of papers that can be read.";
  const sentences = [
    brought > 0 ? `It brought ${countInWords(brought, "paper")}.` : "Nothing new.",
  ];
  if (left > 0) {
    const more = countInWords(left, "more paper");
    sentences.push(`${more} ${pluralOf(left, "waits", "wait")} for the next day.`);
  }
  if (unnamed > 0) {
    const entries = countInWords(unnamed, "entry", "entries");
    const names = pluralOf(unnamed, "names", "name");
    sentences.push(`${entries} ${names} no paper by an identifier, such as a DOI.`);
  }
  if (unclear > 0) {
    const were = pluralOf(unclear, "was", "were");
    sentences.push(
      `${countInWords(unclear, "paper")} ${were} left out: the catalogue has the same title, and only a person can tell them apart.`,
    );
  }
  return sentences.join(" ");
}
