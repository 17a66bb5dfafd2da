import { listInWords } from "@/server/platform/text/words";

/** "Ada, Bo and 3 more": the first few authors in words. @param count the number of all authors */
export function authorsInWords(first: readonly string[], count: number, most = 3): string {
  const shown = count - most === 1 && first.length > most ? most + 1 : most;
  const names = first.slice(0, shown);
  const more = count - names.length;
  return listInWords(more > 0 ? [...names, `${more} more`] : names);
}

/** Says the month of a day: "May 2022", or its year if no more is known. @param day a date in UTC */
export function monthInWords(day: Date | string, precision: "year" | "month" | "day"): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    ...(precision === "year" ? {} : { month: "short" }),
  });
  return format.format(new Date(day));
}

/** Says a date as exactly as it is known: "2022", "May 2022" or "17 May 2022". @param date such as "2022-05" */
export function dateInWords(date: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    ...(date.length > 4 ? { month: "short" } : {}),
    ...(date.length > 7 ? { day: "numeric" } : {}),
  });
  return format.format(new Date(date));
}

const BY_HAND = "You can type the paper below.";

/** The result of looking a pasted text up. */
type Outcome =
  | {
      outcome: "found";
      source: string;
      status: "current" | "withdrawn" | "retracted" | "published";
    }
  | { outcome: "no such paper" | "not there yet" | "no answer"; source: string }
  | { outcome: "not a paper"; source?: string }
  | { outcome: "known" | "no source" | "words" | "unknown page" | "malformed" | "unsupported" };

/** Says how looking a pasted text up went, and what to do next. */
export function outcomeInWords(result: Outcome): string {
  switch (result.outcome) {
    case "known":
      return "This paper is already in the catalogue:";
    case "found":
      return `Found at ${result.source}.${warningOf(result.status)} Check the fields below, then add the paper.`;
    case "no such paper":
      return `${result.source} has no paper with this identifier. Check it for a typing error. ${BY_HAND}`;
    case "not there yet":
      return `${result.source} does not have this paper yet. New papers can take a day: try again tomorrow. ${BY_HAND}`;
    case "no answer":
      return `${result.source} does not answer at the moment. Try again in a few minutes. ${BY_HAND}`;
    case "not a paper":
      return `This leads to something that is not a paper, such as a list, a book or a data set. ${BY_HAND}`;
    case "no source":
      return `Papers with this kind of identifier cannot be looked up. ${BY_HAND}`;
    case "words":
      return `There is no link or identifier in this text. Search the catalogue for words. ${BY_HAND}`;
    case "unknown page":
      return `Papers of this site cannot be looked up. Its DOI would work, if it has one. ${BY_HAND}`;
    case "malformed":
      return `This identifier cannot be right. Check it for a typing error. ${BY_HAND}`;
    case "unsupported":
      return `Only web addresses and identifiers can be looked up. ${BY_HAND}`;
  }
}

function warningOf(status: "current" | "withdrawn" | "retracted" | "published"): string {
  if (status === "withdrawn") return " Its authors have withdrawn it.";
  return status === "retracted" ? " It has been retracted." : "";
}
