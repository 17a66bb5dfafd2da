import { z } from "zod";
import { line, prose } from "@/server/platform/text/inputs";
import { instantOf } from "@/server/platform/time/local-time";
import { OBJECTION_MAX, PITCH_MAX } from "./nominations/rules";
import { RULES } from "./tally/election";
import { SEATS_MAX } from "./tally/seats/rules";
import { SCORE_MAX } from "./votes/rules";

/** Most nominations in a group's pool at one time: years of reading. */
export const POOL_MAX = 200;
/** Most candidates of a ballot: more than anybody compares. */
export const CANDIDATES_MAX = 50;
/** Most drafts of a group at one time. */
export const DRAFTS_MAX = 20;
/** Most open ballots of a group at one time: more than members follow. */
export const OPEN_MAX = 5;
export const NOTE_MAX = 500;
export const TITLE_MAX = 120;
/** Characters of an organizer's note on a ballot, which is plain text. */
export const BALLOT_NOTE_MAX = 2000;
/** The largest quorum: more votes than any group asks for. */
const QUORUM_MAX = 10_000;

export const nominateInput = z.object({
  paperId: z.uuid(),
  pitch: prose(PITCH_MAX, "The pitch").default(""),
  /** Confirms that the group wants to read the paper a second time. */
  again: z.boolean().default(false),
});
/** The form that nominates: the procedure's input plus the chosen group. */
export const nominateForm = nominateInput.extend({ group: z.string().min(1, "Choose a group.") });
export const nominationInput = z.object({ nominationId: z.uuid() });
export const paperInput = z.object({ paperId: z.uuid() });
export const offerInput = nominationInput.extend({ on: z.boolean() });
/** Says "not this one" of a nomination, with a reason; null takes it back. */
export const objectInput = nominationInput.extend({
  reason: line(OBJECTION_MAX, "The reason")
    .refine((reason) => reason !== "", "Say why, so that the group can talk about it.")
    .nullable(),
});

/** How a ballot is voted on and counted. */
export const ballotChoices = z.object({
  rule: z.enum(RULES, "Choose a voting rule."),
  /** How many papers it chooses. */
  seats: z
    .int("Enter a whole number of papers.")
    .min(1, "Enter at least 1.")
    .max(SEATS_MAX, `A ballot can choose at most ${SEATS_MAX} papers.`)
    .default(1),
  tieBreak: z.enum(["nomination", "draw", "organizer"]),
  electorate: z.enum(["open", "fixed"]),
  candidateList: z.enum(["frozen", "open"]),
  sight: z.enum(["atEnd", "afterVote", "always"]),
  secret: z.boolean(),
  quorum: z
    .int("Enter a whole number of votes.")
    .min(1, "Enter at least 1.")
    .max(QUORUM_MAX, `Enter at most ${QUORUM_MAX}.`)
    .nullable(),
  quorumMissed: z.enum(["extend", "none"]),
});
export type BallotChoices = z.output<typeof ballotChoices>;

/** The default choices of a ballot. */
export const USUAL_CHOICES: BallotChoices = {
  rule: "approval",
  seats: 1,
  tieBreak: "nomination",
  electorate: "open",
  candidateList: "frozen",
  sight: "atEnd",
  secret: true,
  quorum: null,
  quorumMissed: "extend",
};

/** The words of organizers on a ballot. Without a title it asks the usual question. */
const ballotWords = {
  title: line(TITLE_MAX, "The title").default(""),
  note: prose(BALLOT_NOTE_MAX, "The note").default(""),
};

export const newBallotInput = z.object({
  ...ballotChoices.shape,
  ...ballotWords,
  /** Null opens the ballot at once; a draft waits for an organizer. */
  opensAt: z.coerce.date().nullable(),
  closesAt: z.coerce.date(),
  nominationIds: z
    .array(z.uuid())
    .min(1, "Choose at least one nomination.")
    .max(CANDIDATES_MAX, `Choose at most ${CANDIDATES_MAX} papers.`),
  draft: z.boolean(),
});
export const ballotInput = z.object({ ballotId: z.uuid() });
/** Looks back from a ballot, or from now. */
export const fairnessInput = z.object({ until: z.uuid().optional() });
export const editInput = newBallotInput.extend(ballotInput.shape);
export const changeInput = ballotInput.extend({
  ...ballotWords,
  /** Null leaves the closing time as it is. */
  closesAt: z.coerce.date().nullable().default(null),
});
export const cancelInput = ballotInput.extend({
  note: line(NOTE_MAX, "The note").default(""),
});
export const decideInput = ballotInput.extend({
  candidateId: z.uuid(),
  /** The other papers of the choice, on a ballot for several. */
  others: z
    .array(z.uuid())
    .max(SEATS_MAX - 1, "Too many papers.")
    .optional(),
  note: line(NOTE_MAX, "The note").refine((note) => note !== "", "Say why, for the record."),
});
export const addCandidateInput = ballotInput.extend(nominationInput.shape);

const candidate = z.uuid();
const approvalsAnswer = z.strictObject({ approvals: z.array(candidate).max(CANDIDATES_MAX) });
const rankingAnswer = z.strictObject({
  ranking: z.array(z.array(candidate).max(CANDIDATES_MAX)).max(CANDIDATES_MAX),
});
const scoresAnswer = z.strictObject({
  scores: z
    .record(candidate, z.int().min(0).max(SCORE_MAX))
    .refine((scores) => Object.keys(scores).length <= CANDIDATES_MAX, "Too many scores."),
});
/** The content of a vote; `answerKindOf` says which of these a rule takes. */
export const answer = z.union([approvalsAnswer, rankingAnswer, scoresAnswer]);
export type Answer = z.output<typeof answer>;
export const voteInput = ballotInput.extend({ answer });

/** A date and time from a form, read by the clocks of a time zone. */
export function momentIn(timeZone: string) {
  return z
    .object({
      date: z.iso.date("Choose a date."),
      time: z.iso.time({ precision: -1, error: "Choose a time." }),
    })
    .transform((wallClock) => instantOf(wallClock, timeZone));
}

/** The form that makes a ballot: the procedure's input with local times. */
export function ballotForm(timeZone: string) {
  const moment = momentIn(timeZone);
  return newBallotInput.extend({ closesAt: moment, opensAt: moment.nullable() });
}

/** The form that changes an open ballot: the procedure's input with local times. */
export function changeForm(timeZone: string) {
  return z.object({ ...ballotWords, closesAt: momentIn(timeZone) });
}

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Choose a time.");
const weekday = z.int().min(1).max(7);
/** A rhythm: when ballots open and close automatically, and their choices. */
export const rhythmInput = z.object({
  ...ballotChoices.shape,
  fromDay: z.iso.date("Choose a date."),
  everyWeeks: z
    .int("Enter a whole number of weeks.")
    .min(1, "Enter at least 1.")
    .max(52, "Enter at most 52."),
  opensOn: weekday,
  opensTime: wallTime,
  closesOn: weekday,
  closesTime: wallTime,
  candidates: z
    .int("Enter a whole number.")
    .min(1, "Enter at least 1.")
    .max(CANDIDATES_MAX, `Enter at most ${CANDIDATES_MAX}.`),
});
export const readInput = z.object({ readingId: z.uuid(), read: z.boolean() });
export const pauseInput = z.object({ paused: z.boolean() });

const ballotJob = z.object({ ballotId: z.uuid() });
export const CLOSE_BALLOT = { name: "ballots.close", payload: ballotJob };
export const OPEN_BALLOT = { name: "ballots.openPlanned", payload: ballotJob };
export const SWEEP = { name: "ballots.sweep", payload: z.unknown() };
/** Something that organizers have to do because the clock could not. */
const organizerNotice = z.enum([
  "emptyPool",
  "stillOpen",
  "extended",
  "quorumMissed",
  "tied",
  "draftMissed",
  "watchStopped",
]);
export type OrganizerNotice = z.output<typeof organizerNotice>;
export const TELL_ORGANIZERS = {
  name: "ballots.tellOrganizers",
  payload: z.object({ groupId: z.uuid(), what: organizerNotice }),
};
export const ORGANIZER_MAIL = {
  name: "ballots.organizerMail",
  payload: z.object({ to: z.string(), group: z.string(), slug: z.string(), what: organizerNotice }),
};
/** Tells later nouns that a paper that a ballot chose became a reading. */
export const READING_CHOSEN = {
  name: "ballots.readingChosen",
  payload: z.object({ readingId: z.uuid() }),
};
// server/notifications handles these.
export const NOMINATED = {
  name: "ballots.nominated",
  payload: z.object({ nominationId: z.uuid() }),
};
export const BALLOT_OPENED = { name: "ballots.opened", payload: ballotJob };
/** Tells the people who may vote that a ballot closes later than it would have. */
export const BALLOT_EXTENDED = { name: "ballots.extended", payload: ballotJob };
export const BALLOT_OVER = { name: "ballots.over", payload: ballotJob };
const byPerson = ballotJob.extend({ byId: z.uuid() });
/** Reminds the members who may vote on a ballot and have not. */
export const BALLOT_REMINDED = { name: "ballots.reminded", payload: byPerson };
/** Tells the members who have voted on a ballot that a paper was added to it. */
export const CANDIDATE_ADDED = { name: "ballots.candidateAdded", payload: byPerson };
