// The sections of a digest and their entries, in words.
import {
  markdownInPlainSigns,
  inPlainSigns as signsOf,
} from "@/server/papers/abstracts/plain-signs";
import { memoize } from "@/server/platform/memoize";
import { countInWords, firstLines, listInWords } from "@/server/platform/text/words";
import {
  ballotPath,
  groupPapersPath,
  groupSuggestionsPath,
  meetingPath,
  paperPath,
} from "@/server/platform/web/addresses";
import type { DigestPaper, ShownItem } from "../composing/queries";
import { ITEM_KINDS } from "../rules";
import type { Length } from "../schema";

/** Characters kept of an abstract or a nomination's pitch. */
const EXCERPT_MAX = 240;
/** Authors named before "and others". */
const AUTHORS_MAX = 3;

/** Formulas take milliseconds to convert, hence the caches. */
const inPlainSigns = memoize(signsOf, 1000);
const cutPitch = memoize((pitch) => firstLines(markdownInPlainSigns(pitch), EXCERPT_MAX), 1000);
const cutExcerpt = memoize((beginning) => firstLines(signsOf(beginning), EXCERPT_MAX), 1000);

/** One item of a digest in words: its title, facts, the reason it is included, and actions. */
export interface Entry {
  title: string;
  link: string;
  /** Short texts, shown on one line. */
  facts: string[];
  /** A few lines of a quoted text. */
  words: string | null;
  why: string | null;
  actions: { label: string; link: string }[];
}

export interface Section {
  title: string;
  entries: Entry[];
}

/** The reader's side of an entry: site, time zone, length and links. */
export interface EntryView {
  /** The site's address. */
  site: string;
  timeZone: string;
  length: Length;
  /** The one-button links in the email; null for a reader without an account. */
  upvoteLink: (paperId: string) => string | null;
  rsvpLink: (meetingId: string) => string | null;
}

const TITLES: Record<ShownItem["kind"], string> = {
  ballot: "Waiting for your vote",
  meeting: "Coming up",
  answer: "Replies to you",
  result: "Results",
  nomination: "Newly nominated",
  suggestion: "Suggested by watches",
  thread: "From what you follow",
  forYou: "For you",
  paper: "Papers",
};

/** Words in the place of a paper where a ballot chose none, by its outcome. */
const NOTHING_CHOSEN: Record<string, string> = {
  none: "No paper got a vote, so nothing was chosen",
  noQuorum: "Too few members voted, so nothing was chosen",
};

/** Describes the items of a digest in sections, starting with those that wait for the reader. */
export function describeSections(items: readonly ShownItem[], view: EntryView): Section[] {
  return ITEM_KINDS.flatMap((kind) => {
    const entries = items.flatMap((item) =>
      item.kind === kind ? (describeItem(item, view) ?? []) : [],
    );
    return entries.length > 0 ? [{ title: TITLES[kind], entries }] : [];
  });
}

/** The first entry of a section as the subject of an email, so that it has one colon. */
export function subjectOf({ title, entries: [first] }: Section): string | null {
  if (!first) return null;
  if (!first.title.includes(": ")) return `${title}: ${first.title}`;
  // A title of a paper; a sentence about one has quotation marks of its own.
  return first.title.includes("“") ? first.title : `${title}: “${first.title}”`;
}

/** Null if the thing it is about is gone. */
function describeItem(item: ShownItem, view: EntryView): Entry | null {
  const { kind, paper, group, ballot, meeting, nomination, suggestion, news } = item;
  const nothing = { facts: [], words: null, why: null, actions: [] };
  if (news) return { ...nothing, title: news.words, link: view.site + news.path };
  if (kind === "paper" || kind === "forYou") return paper && describePaper(paper, item, view);
  if (!group) return null;
  if (kind === "ballot" && ballot) {
    const link = view.site + ballotPath(group.slug, ballot.id);
    return {
      ...nothing,
      title: `${countInWords(ballot.candidates, "paper")} to choose from in ${group.name}`,
      link,
      facts: [`Closes ${inWords(ballot.closesAt, view)}`],
      actions: [{ label: "Vote", link }],
    };
  }
  if (kind === "result" && ballot) {
    const title = paper
      ? listInWords([paper.title, ...ballot.others].map(inPlainSigns))
      : (NOTHING_CHOSEN[ballot.outcome ?? ""] ?? "Nothing was chosen");
    const link = view.site + ballotPath(group.slug, ballot.id);
    return { ...nothing, title, link, facts: [group.name], why: paper && fellowsInWords(paper) };
  }
  if (kind === "meeting" && meeting && paper) {
    const answer = view.rsvpLink(meeting.id);
    return {
      ...nothing,
      title: inPlainSigns(paper.title),
      link: view.site + meetingPath(group.slug, meeting.id),
      facts: [group.name, inWords(meeting.startsAt, view), meeting.place].filter(Boolean),
      why: fellowsInWords(paper),
      actions: answer ? [{ label: "RSVP", link: answer }] : [],
    };
  }
  if (kind === "nomination" && nomination && paper) {
    const said = describeOnce(paper, `nomination ${nomination.id} ${view.site}`, () => ({
      title: inPlainSigns(paper.title),
      link: view.site + groupPapersPath(group.slug),
      facts: [`${nomination.by} in ${group.name}`],
      words: nomination.pitch === "" ? null : cutPitch(nomination.pitch),
      why: fellowsInWords(paper),
    }));
    return { ...said, actions: [] };
  }
  if (kind === "suggestion" && suggestion && paper) {
    return {
      ...nothing,
      title: inPlainSigns(paper.title),
      link: view.site + groupSuggestionsPath(group.slug),
      facts: [`${suggestion.watch} in ${group.name}`],
      why: suggestionInWords(paper, suggestion.others),
    };
  }
  return null;
}

/** Says why a suggestion may be worth reading, and how many others of its group the digest leaves out. */
function suggestionInWords(paper: DigestPaper, others: number): string | null {
  const parts = [
    fellowsInWords(paper),
    others > 0 ? `${countInWords(others, "more new suggestion")} in this group` : null,
  ];
  return parts.filter(Boolean).join(", and ") || null;
}

type Described = Omit<Entry, "actions">;

/** Descriptions of papers, kept for as long as their round lasts. */
const described = new WeakMap<DigestPaper, Map<string, Described>>();

/** Describes a paper once for all readers of a round to whom it says the same. */
function describeOnce(paper: DigestPaper, key: string, say: () => Described): Described {
  const known = described.get(paper) ?? new Map<string, Described>();
  described.set(paper, known);
  const said = known.get(key) ?? say();
  known.set(key, said);
  return said;
}

function describePaper(paper: DigestPaper, { why }: ShownItem, view: EntryView): Entry {
  const key = `${view.length} ${why.source} ${why.of ?? ""} ${view.site}`;
  const said = describeOnce(paper, key, () => ({
    title: inPlainSigns(paper.title),
    link: view.site + paperPath(paper.slug),
    facts: paper.authors.length > 0 ? [authorsInWords(paper)] : [],
    words: view.length === "short" || paper.beginning === "" ? null : cutExcerpt(paper.beginning),
    why: whyInWords(paper, why),
  }));
  const upvote = view.upvoteLink(paper.id);
  return { ...said, actions: upvote ? [{ label: "Upvote", link: upvote }] : [] };
}

/** Says how many members of the reader's groups upvoted a paper; null if none did. */
function fellowsInWords({ fellows }: Pick<DigestPaper, "fellows">): string | null {
  return fellows > 0 ? `${countInWords(fellows, "member")} from your groups upvoted it` : null;
}

/** Explains why a paper is included: people the reader knows come before the number of upvotes. */
export function whyInWords(
  paper: Pick<DigestPaper, "fellows" | "upvoteCount" | "commentCount">,
  { source, of }: ShownItem["why"],
): string {
  if (source === "forYou") return of ?? "";
  const reasons = [];
  if (source === "search") reasons.push(`new for “${of}”`);
  if (source === "author") reasons.push(`new from ${of}`);
  if (source === "topic") reasons.push(`trending in ${of}`);
  const fellows = fellowsInWords(paper);
  const { upvoteCount, commentCount } = paper;
  if (fellows) reasons.push(fellows);
  else if (upvoteCount > 0) reasons.push(countInWords(upvoteCount, "upvote"));
  if (commentCount > 0) reasons.push(countInWords(commentCount, "comment"));
  const words = reasons.length > 0 ? reasons.join(", ") : "new in the catalogue";
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function authorsInWords({ authors, authorCount }: DigestPaper): string {
  const named = authors.slice(0, AUTHORS_MAX);
  return listInWords(authorCount > AUTHORS_MAX ? [...named, "others"] : named);
}

/** Making a format takes longer than using it a hundred times. */
const formatIn = memoize(
  (timeZone) =>
    new Intl.DateTimeFormat("en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
      timeZoneName: "short",
    }),
  100,
);

function inWords(instant: Date, { timeZone }: EntryView): string {
  return formatIn(timeZone).format(instant);
}
