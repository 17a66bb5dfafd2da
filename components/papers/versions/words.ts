import type { PaperStatus } from "@/server/papers/versions/rules";
import { dateInWords } from "../words";

/** A statement about a paper. */
interface Stated {
  status: PaperStatus;
  /** As exactly as it is known; empty if it is not. */
  since: string;
  reason: string;
}

/** The names of statuses, as a moderator chooses them. */
export const STATUS_NAMES: Record<PaperStatus, string> = {
  current: "None of these",
  published: "Published elsewhere",
  withdrawn: "Withdrawn",
  retracted: "Retracted",
};

/** Says when something happened: " on 3 May 2026", " in May 2026"; nothing if it is not known. */
function whenInWords(since: string): string {
  if (since === "") return "";
  return ` ${since.length > 7 ? "on" : "in"} ${dateInWords(since)}`;
}

/** Says what has become of a paper, as a sentence. */
export function statusSentence({ status, since, reason }: Stated, isByHand: boolean): string {
  if (status === "current") return "This paper is no longer marked.";
  if (status === "published") {
    // A source names the journal; a moderator gives a reason.
    const where = reason && !isByHand ? ` in ${reason}` : "";
    return `This paper was published${where}${whenInWords(since)}.`;
  }
  return `This paper was ${status}${whenInWords(since)}.`;
}

/** The words of the link that a statement has. */
export const LINK_WORDS: Record<PaperStatus, string> = {
  current: "Read more",
  published: "Go to the publication",
  withdrawn: "Read the notice",
  retracted: "Read the notice",
};
