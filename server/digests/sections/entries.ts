// The sections of a digest and their entries, in words.
import { inPlainSigns as signsOf } from "@/server/papers/abstracts/plain-signs";
import { firstLines } from "@/server/papers/rules";
import { memoize } from "@/server/platform/memoize";
import type { DigestPaper, ShownItem } from "../composing/queries";
import { ORDER } from "../rules";
import type { Length } from "../schema";

/** Characters of an abstract, and of what a nomination says for itself. */
const EXCERPT = 240;
/** Names of authors before "and others". */
const AUTHORS = 3;

/** A title without its mathematics, and the first lines of an abstract: formulas take milliseconds. */
const inPlainSigns = memoize(signsOf, 1000);
const excerpt = memoize((beginning) => firstLines(signsOf(beginning), EXCERPT), 1000);

/** One thing in a mail, in words: what it is, what to know of it, why it is here, what can be done. */
export interface Entry {
  title: string;
  link: string;
  /** Short, to be set side by side. */
  facts: string[];
  /** A few lines of somebody else's. */
  words: string | null;
  why: string | null;
  actions: { label: string; link: string }[];
}

export interface Section {
  title: string;
  entries: Entry[];
}

/** For whom it is put into words. */
export interface View {
  /** The site's address. */
  site: string;
  timeZone: string;
  length: Length;
  /** The address that upvotes a paper or answers a meeting by one button; null where nobody can. */
  upvote: (paperId: string) => string | null;
  answer: (meetingId: string) => string | null;
}

const TITLES: Record<ShownItem["kind"], string> = {
  ballot: "Waiting for your vote",
  meeting: "Coming up",
  answer: "Replies to you",
  result: "Decided",
  nomination: "Newly nominated",
  thread: "From what you follow",
  paper: "Papers",
};

/** What a digest says, in words, what waits for the reader first. */
export function sectionsOf(items: readonly ShownItem[], view: View): Section[] {
  return ORDER.flatMap((kind) => {
    const entries = items.flatMap((item) =>
      item.kind === kind ? (entryOf(item, view) ?? []) : [],
    );
    return entries.length > 0 ? [{ title: TITLES[kind], entries }] : [];
  });
}

/** Null where what it is about is gone. */
function entryOf(item: ShownItem, view: View): Entry | null {
  const { kind, paper, group, ballot, meeting, nomination, news } = item;
  const nothing = { facts: [], words: null, why: null, actions: [] };
  if (news) return { ...nothing, title: news.words, link: view.site + news.path };
  if (kind === "paper") return paper && paperEntry(paper, item, view);
  if (!group) return null;
  const at = `${view.site}/groups/${group.slug}`;
  if (kind === "ballot" && ballot) {
    const link = `${at}/ballots/${ballot.id}`;
    return {
      ...nothing,
      title: `${group.name}: ${papersInWords(ballot.candidates)} to choose from`,
      link,
      facts: [`Closes ${inWords(ballot.closesAt, view)}`],
      actions: [{ label: "Vote", link }],
    };
  }
  if (kind === "result" && ballot) {
    const title = paper ? inPlainSigns(paper.title) : "No paper was chosen";
    const link = `${at}/ballots/${ballot.id}`;
    return { ...nothing, title, link, facts: [group.name], why: paper && fellowsInWords(paper) };
  }
  if (kind === "meeting" && meeting && paper) {
    const answer = view.answer(meeting.id);
    return {
      ...nothing,
      title: inPlainSigns(paper.title),
      link: `${at}/meetings/${meeting.id}`,
      facts: [group.name, inWords(meeting.startsAt, view), meeting.place].filter(Boolean),
      why: fellowsInWords(paper),
      actions: answer ? [{ label: "RSVP", link: answer }] : [],
    };
  }
  if (kind === "nomination" && nomination && paper) {
    return {
      ...nothing,
      title: inPlainSigns(paper.title),
      link: `${at}/papers`,
      facts: [`${nomination.by} in ${group.name}`],
      words: nomination.pitch === "" ? null : firstLines(nomination.pitch, EXCERPT),
      why: fellowsInWords(paper),
    };
  }
  return null;
}

function paperEntry(paper: DigestPaper, { why }: ShownItem, view: View): Entry {
  const upvote = view.upvote(paper.id);
  return {
    title: inPlainSigns(paper.title),
    link: `${view.site}/papers/${paper.slug}`,
    facts: paper.authors.length > 0 ? [authorsInWords(paper)] : [],
    words: view.length === "short" || paper.beginning === "" ? null : excerpt(paper.beginning),
    why: whyInWords(paper, why),
    actions: upvote ? [{ label: "Upvote", link: upvote }] : [],
  };
}

/** Whom the reader knows, and thinks well of it; null where that is nobody. */
function fellowsInWords({ fellows }: Pick<DigestPaper, "fellows">): string | null {
  return fellows > 0 ? `${peopleInWords(fellows)} from your groups upvoted it` : null;
}

/** Why a paper is here: whom the reader knows comes before what many think. */
export function whyInWords(
  paper: Pick<DigestPaper, "fellows" | "upvoteCount" | "commentCount">,
  { source, of }: ShownItem["why"],
): string {
  const said = [];
  if (source === "search") said.push(`new for “${of}”`);
  if (source === "topic") said.push(`trending in ${of}`);
  const fellows = fellowsInWords(paper);
  const { upvoteCount, commentCount } = paper;
  if (fellows) said.push(fellows);
  else if (upvoteCount > 0) said.push(upvoteCount === 1 ? "1 upvote" : `${upvoteCount} upvotes`);
  if (commentCount > 0) said.push(commentCount === 1 ? "1 comment" : `${commentCount} comments`);
  const words = said.length > 0 ? said.join(", ") : "new in the catalogue";
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function peopleInWords(count: number): string {
  return count === 1 ? "1 member" : `${count} members`;
}

function papersInWords(count: number): string {
  return count === 1 ? "1 paper" : `${count} papers`;
}

function authorsInWords({ authors, authorCount }: DigestPaper): string {
  const named = authors.slice(0, AUTHORS).join(", ");
  return authorCount > AUTHORS ? `${named} and others` : named;
}

/** An instant in a time zone. Making a format takes longer than using it a hundred times. */
const formatIn = memoize(
  (timeZone) =>
    new Intl.DateTimeFormat("en-GB", {
      ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
      ...{ timeZone, timeZoneName: "short" },
    }),
  100,
);

function inWords(instant: Date, { timeZone }: View): string {
  return formatIn(timeZone).format(instant);
}
