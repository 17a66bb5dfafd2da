// What an email says about a notification, in words.

import { numberInWords } from "@/server/ballots/explanation/words";
import { answerKindOf } from "@/server/ballots/rules";
import { SCORE_MAX } from "@/server/ballots/votes/rules";
import {
  OPINION_WORDS,
  OPINIONS,
  type OpinionAnswer,
  QUESTION_WORDS,
  QUESTIONS,
  type Question,
} from "@/server/meetings/opinions/schema";
import {
  markdownInPlainSigns,
  inPlainSigns as signsOf,
} from "@/server/papers/abstracts/plain-signs";
import { memoize } from "@/server/platform/memoize";
import { countInWords, firstLines, listInWords } from "@/server/platform/text/words";
import { ballotChoicePath } from "@/server/platform/web/addresses";
import { inPlainWords } from "../rules";
import type { ShownNotification } from "../schema";
import type { ShownBallot, ShownCandidate, ShownMeeting, ShownResult } from "./queries";

/** Characters of a pitch or an abstract: two lines. */
const TWO_LINES = 160;
/** Characters of an organizer's note. */
const NOTE_MAX = 400;

/** Formulas take milliseconds to convert, hence the cache. */
const inPlainSigns = memoize(signsOf, 1000);
const wordsOf = memoize(markdownInPlainSigns, 1000);

interface Action {
  label: string;
  link: string;
}

/** A paper to choose. */
interface Choice {
  title: string;
  /** Authors, and the person who nominated it. */
  facts: string;
  /** Two lines of the pitch, or of the abstract. */
  words: string;
  /** Links that choose it; none where the rule takes more than one click. */
  actions: Action[];
}

/** One notification, or several about one thing, in an email. */
export interface MailEntry {
  /** The sentence that says what happened. */
  words: string;
  /** Further sentences. */
  lines: string[];
  choices: Choice[];
  /** Comments as sanitized HTML, simplified for emails. */
  comments: { author: string; html: string }[];
  button: Action;
}

/** The reader's side of an entry. */
export interface EntryView {
  personId: string;
  /** The site's address. */
  site: string;
  timeZone: string;
  /** The link by which the reader says whether they come to a meeting. */
  rsvpLink(meetingId: string): string;
  /** The link that fills in the reader's answer to a question about a meeting. */
  opinionLink(meetingId: string, question: Question, answer: OpinionAnswer): string;
}

/** An instant with its weekday in the reader's time zone, which is named. */
export function timeInWords(date: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  });
  return `${format.format(date)} (${timeZone.replaceAll("_", " ")})`;
}

const HOW_TO_VOTE = {
  approvals: "Tick every paper you would like to read.",
  ranking: "Put the papers in your order of preference.",
  scores: `Give each paper a score. ${SCORE_MAX} is the best; no score counts as 0.`,
};
const FROM_HERE = "You can start your vote here. It counts once you confirm it on the page.";

/** Says what happened, with formulas as plain signs. */
export function plainSentence(shown: ShownNotification): string {
  const { title, detail } = shown;
  return inPlainWords({
    ...shown,
    title: title && inPlainSigns(title),
    detail:
      detail?.of === "ballot" ? { ...detail, chosen: detail.chosen.map(inPlainSigns) } : detail,
  });
}

/** Says what is to choose, until when, and how. */
export function ballotEntry(
  ballot: ShownBallot,
  { words, link, slug }: { words: string; link: string; slug: string },
  { site, timeZone }: EntryView,
): MailEntry {
  const kind = answerKindOf(ballot.rule);
  const single = ballot.rule === "plurality";
  const how = single ? "Choose the paper you would like to read most." : HOW_TO_VOTE[kind];
  const path = (candidate: string, score?: number) =>
    site + ballotChoicePath(slug, ballot.id, candidate, score);
  const actionsOf = ({ id }: ShownCandidate): Action[] => {
    if (kind === "approvals" || single) return [{ label: "Choose this one", link: path(id) }];
    if (kind === "ranking") return [];
    return Array.from({ length: SCORE_MAX + 1 }, (_, score) => ({
      label: String(score),
      link: path(id, score),
    }));
  };
  const { quorum, more } = ballot;
  return {
    words,
    lines: [
      ...[ballot.title, firstLines(ballot.note, NOTE_MAX)].filter(Boolean),
      `It closes on ${timeInWords(ballot.closesAt, timeZone)}.`,
      ...(ballot.seats > 1 ? [`It chooses ${numberInWords(ballot.seats)} papers.`] : []),
      quorum === null
        ? how
        : `${how} It counts if at least ${countInWords(quorum, "member")} vote.`,
      ...(kind === "ranking" && !single ? [] : [FROM_HERE]),
    ],
    choices: ballot.candidates.map((candidate) => ({
      title: inPlainSigns(candidate.title),
      facts: [
        authorsInWords(candidate),
        candidate.by === null ? "" : `nominated by ${candidate.by}`,
      ]
        .filter(Boolean)
        .join(" · "),
      words: firstLines(
        candidate.pitched ? wordsOf(candidate.beginning) : inPlainSigns(candidate.beginning),
        TWO_LINES,
      ),
      actions: actionsOf(candidate),
    })),
    comments: [],
    button: { label: more > 0 ? `Vote, with ${countInWords(more, "more paper")}` : "Vote", link },
  };
}

/** Says until when a ballot is open, to somebody who has voted on it or reads its papers elsewhere in the email. */
export function shortBallotEntry(
  { title, closesAt, voted }: ShownBallot,
  { words, link }: { words: string; link: string },
  { timeZone }: EntryView,
): MailEntry {
  const lines = [
    title,
    `It is open until ${timeInWords(closesAt, timeZone)}.`,
    voted ? "You have voted, and can change your vote until then." : "",
  ];
  return {
    words,
    lines: lines.filter(Boolean),
    choices: [],
    comments: [],
    button: { label: voted ? "See your vote" : "Vote", link },
  };
}

/**
 * Says what was chosen, why, and what comes next.
 * @param told the meetings that the email says more about elsewhere
 */
export function resultEntry(
  { why, chosen }: ShownResult,
  { words, link }: { words: string; link: string },
  { timeZone }: EntryView,
  told: ReadonlySet<string> = new Set(),
): MailEntry {
  const several = chosen.length > 1;
  const about = chosen.map((paper) => {
    const { title, meeting } = paper;
    const authors = authorsInWords(paper);
    const it = several ? `“${inPlainSigns(title)}”` : "it";
    const planned = meeting && !meeting.cancelled ? meeting : null;
    const next =
      planned && !told.has(planned.id)
        ? `You will talk about ${it} on ${timeInWords(planned.startsAt, timeZone)}${at(planned)}.`
        : null;
    const by = authors && (several ? `${it} is by ${authors}.` : `By ${authors}.`);
    return { it, by, next, planned };
  });
  const lines = [
    ...about.map(({ by }) => by),
    why && inPlainSigns(why),
    ...about.map(({ next }) => next),
    sayUnplanned(
      about.flatMap(({ it, planned }) => (planned === null ? it : [])),
      chosen.length,
    ),
  ];
  return {
    words,
    lines: lines.flatMap((line) => line || []),
    choices: [],
    comments: [],
    button: { label: "See the result", link },
  };
}

/** Says which of the papers that a ballot chose have no meeting yet; null if each has one. */
function sayUnplanned(unplanned: readonly string[], chosen: number): string | null {
  const [first, ...others] = unplanned;
  if (first === undefined) return null;
  if (others.length === 0)
    return `${first.replace(/^it$/, "It")} has no meeting yet. You will be told once the organizers have set one.`;
  const which = unplanned.length === chosen ? "They" : listInWords(unplanned);
  return `${which} have no meetings yet. You will be told once the organizers have set them.`;
}

/** Says when and where a meeting is, and who presents. */
export function meetingEntry(
  meeting: ShownMeeting,
  { words, link }: { words: string; link: string },
  { personId, timeZone, rsvpLink }: EntryView,
): MailEntry {
  const entry = { words, choices: [], comments: [] };
  if (meeting.cancelled) return { ...entry, lines: [], button: { label: "See the meeting", link } };
  const { presenter, link: call } = meeting;
  const when = `${timeInWords(meeting.startsAt, timeZone)}, for ${countInWords(meeting.minutes, "minute")}${at(meeting)}.`;
  const lines = [
    when,
    call && `Join the call: ${call}`,
    presenter === null
      ? "Nobody presents it yet."
      : presenter.id === personId
        ? "You present it."
        : `${presenter.name} presents it.`,
    `More about the meeting: ${link}`,
  ];
  return {
    ...entry,
    lines: lines.filter(Boolean),
    button: { label: "Say whether you’re coming", link: rsvpLink(meeting.id) },
  };
}

/** Names the papers that watches suggest. */
export function suggestionsEntry(
  { count, titles }: { count: number; titles: readonly string[] },
  { words, link }: { words: string; link: string },
): MailEntry {
  const more = count - titles.length;
  return {
    words,
    lines: more > 0 ? [...titles, `And ${more} more.`] : [...titles],
    choices: [],
    comments: [],
    button: { label: "See the suggestions", link },
  };
}

/** Asks about a meeting that is over. */
export function afterEntry(
  meetingId: string,
  { words, link }: { words: string; link: string },
  { opinionLink }: EntryView,
): MailEntry {
  return {
    words,
    lines: ["One click each. Only the numbers are shown, never who said what."],
    choices: QUESTIONS.map((question) => ({
      title: QUESTION_WORDS[question],
      facts: "",
      words: "",
      actions: OPINIONS.map((answer) => ({
        label: OPINION_WORDS[answer],
        link: opinionLink(meetingId, question, answer),
      })),
    })),
    comments: [],
    button: { label: "See the meeting", link },
  };
}

function at({ place }: ShownMeeting): string {
  return place === "" ? "" : `, ${place}`;
}

function authorsInWords({ authors, authorCount }: { authors: string[]; authorCount: number }) {
  return listInWords(authorCount > authors.length ? [...authors, "others"] : authors);
}
