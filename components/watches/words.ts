import { countInWords } from "@/server/platform/text/words";
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
  if (outcome === "unreadable") return "What stands at this address is no list of papers.";
  const sentences = [
    brought > 0 ? `It brought ${countInWords(brought, "paper")}.` : "Nothing new.",
  ];
  if (left > 0) sentences.push(`${countInWords(left, "more paper")} wait for the next day.`);
  if (unnamed > 0)
    sentences.push(
      unnamed === 1
        ? "One entry names no paper by an identifier, such as a DOI."
        : `${unnamed} entries name no paper by an identifier, such as a DOI.`,
    );
  if (unclear > 0)
    sentences.push(
      `${countInWords(unclear, "paper")} may be in the catalogue already under the same title, and ${unclear === 1 ? "was" : "were"} left out.`,
    );
  return sentences.join(" ").replace("1 more paper wait", "1 more paper waits");
}
