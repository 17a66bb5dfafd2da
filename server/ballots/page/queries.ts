import "server-only";
import { actsAs, type GroupScope } from "@/server/groups/policy";
import { NOBODY, PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { demand, refuse } from "@/server/platform/refusal";
import { sayInShort } from "../explanation/in-short";
import { sayInShortOfSeveral } from "../explanation/several";
import { sayWhoBeatsWhom } from "../explanation/who-beats-whom";
import { type ForecastRow, forecastOf, shownForecast } from "../forecasts/queries";
import { fitPitches, type NominatedRow, nominatedIn, nominatedOf } from "../nominations/queries";
import { maySeeDraft, mayWithdraw } from "../policy";
import { type ChosenRow, chosenIn, chosenOf } from "../readings/queries";
import { loadInterimResult } from "../result/queries";
import {
  explainBallot,
  recordedAnswerIn,
  recordedVoteOf,
  selectShownResult,
} from "../result/shown-result";
import { type CarriedRow, carriedWeightsOf } from "../result/weights";
import {
  answerKindOf,
  candidatesAdded,
  chosenAmong,
  isRemindedToday,
  mayVote,
  showsInterimResult,
  stageOf,
} from "../rules";
import { type Answer, ballotChoices } from "../schema";
import { sealSeed } from "../tally/draw";
import { isOverTime, type StoredResult, startOf } from "../tally/stored";
import { loadTurnout } from "../votes/queries";

/** Votes that a page lists by name; the record lists all. */
const NAMED_VOTES = 100;
/** Bytes of the candidates' titles, each of which the page shows several times. */
const TITLES = 40_000;

const BALLOT = {
  id: true,
  rule: true,
  seats: true,
  tieBreak: true,
  drawSeed: true,
  electorate: true,
  candidateList: true,
  sight: true,
  secret: true,
  quorum: true,
  quorumMissed: true,
  title: true,
  note: true,
  turnAt: true,
  opensAt: true,
  openedAt: true,
  closesAt: true,
  extendedAt: true,
  closedAt: true,
  cancelledAt: true,
  outcome: true,
  result: true,
  readings: { select: { id: true, paperId: true, chosenAt: true }, orderBy: { seat: "asc" } },
  events: {
    select: { kind: true, at: true, note: true, by: PERSON },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: 200,
  },
  candidates: {
    select: {
      id: true,
      place: true,
      paperId: true,
      nomination: {
        select: {
          id: true,
          pitch: true,
          pitchHtml: true,
          chosenAt: true,
          nominatedById: true,
          nominatedBy: PERSON,
        },
      },
    },
    orderBy: { position: "asc" },
  },
  _count: { select: { votes: true, events: { where: { kind: "candidateAdded" } } } },
} satisfies Prisma.BallotSelect;

/**
 * Loads a ballot: its candidates, the viewer's own vote, and the result or interim result where the
 * viewer may see it. On a secret ballot nobody learns how others voted.
 */
export async function loadBallotPage(scope: GroupScope, ballotId: string) {
  const viewerId = scope.viewer?.id ?? NOBODY;
  const groupId = scope.group.id;
  const organizer = actsAs(scope, "organizer");
  const [ballot, turnout] = await Promise.all([
    db.ballot.findFirst({ where: { id: ballotId, groupId }, select: BALLOT }),
    loadTurnout(ballotId, viewerId, organizer),
  ]);
  if (!ballot || !turnout) refuse("NOT_FOUND");
  const { joinedAt, electors, missing, vote } = turnout;
  const member = joinedAt !== null;
  const stage = stageOf(ballot);
  if (stage === "draft" || !ballot.openedAt) demand(maySeeDraft(scope));
  const { result: stored, readings, candidates, events, _count, drawSeed, ...rest } = ballot;
  const choices = ballotChoices.parse(ballot);
  const result = stored as unknown as StoredResult | null;
  const open = stage === "open";
  const shown =
    stage === "closed" || (open && showsInterimResult(choices.sight, member, vote !== null));
  const chosen = chosenAmong(candidates, readings);
  const overTime = member && isOverTime(choices.rule);
  const [standing, explanation, read] = await Promise.all([
    open && shown
      ? loadInterimResult({ id: ballotId, groupId, rule: choices.rule, seats: choices.seats })
      : null,
    result ? explainBallot({ id: ballotId, outcome: ballot.outcome ?? "none", chosen }) : null,
    readTogether<{
      nominated: NominatedRow;
      byName: NamedVote;
      carried: CarriedRow;
      recorded: { vote: unknown };
      next: ChosenRow;
      forecast: ForecastRow;
    }>(
      db,
      {
        nominated: nominatedOf(
          candidates.map(({ nomination }) => nomination.id),
          // Once a paper is chosen, what was said against it is over.
          { viewer: scope.viewer, member: member && stage !== "closed" ? scope.viewer : null },
        ),
        byName: shown && !choices.secret ? votesByName(ballotId) : null,
        carried: overTime ? carriedWeightsOf(groupId, choices.rule, [viewerId]) : null,
        recorded: result && vote ? recordedVoteOf(ballotId, vote.receipt) : null,
        next: chosenOf(
          scope,
          readings.map(({ id }) => id),
        ),
        forecast: forecastOf(ballotId),
      },
      ["startsAt", "cancelledAt"],
    ),
  ]);
  const about = nominatedIn(read.nominated, TITLES);
  const next = chosenIn(scope, read.next);
  const at = now();
  const mayVoteNow = member && mayVote(ballot, joinedAt, at);
  const remindedAt = events.findLast(({ kind }) => kind === "reminded")?.at ?? null;
  const remindedToday = isRemindedToday(remindedAt, at, scope.group.timeZone);
  const papers = new Map(candidates.map(({ id, paperId }) => [id, paperId]));
  const titleOf = (candidate: string) => about.paperOf(papers.get(candidate) ?? "").title;
  const outcome = ballot.outcome ?? "none";
  const inShort = (one: string) => {
    if (!result) return null;
    return "seats" in result
      ? sayInShortOfSeveral({ ...choices, result, outcome }, one)
      : sayInShort({ ...choices, result, outcome, chosen: one });
  };
  const added = candidatesAdded(events, candidates, _count.events);
  const ender = events.findLast(({ kind }) => kind === "closed" || kind === "cancelled")?.by;
  const pitches = fitPitches(candidates.map(({ nomination }) => nomination));
  return {
    ...rest,
    ...choices,
    stage,
    answerKind: answerKindOf(choices.rule),
    /** The seed of the draw once the ballot is closed; until then only its hash. */
    draw:
      choices.tieBreak === "draw" && drawSeed
        ? { seal: sealSeed(drawSeed), seed: stage === "closed" ? drawSeed : null }
        : null,
    /** Null if it has none. */
    forecast: shownForecast(read.forecast, chosen),
    candidates: candidates.map(({ paperId, nomination, ...row }, at) => {
      const { nominatedById, pitch: _, ...nominated } = nomination;
      return {
        ...row,
        chosen: chosen.includes(row.id),
        paper: about.paperOf(paperId),
        nomination: {
          ...nominated,
          pitchHtml: pitches[at] ?? "",
          mayWithdraw: !open && mayWithdraw(scope, nominatedById) === true,
        },
        ...about.offersOf(nomination.id),
        objections: { ...about.objectionsTo(nomination.id), mayRemove: organizer },
      };
    }),
    /** Its steps; of a step that added a paper also the paper. */
    events: events.map((event, at) => {
      const candidate = added[at];
      return { ...event, paper: candidate ? about.paperOf(candidate.paperId) : null };
    }),
    /** Whether the viewer closed or cancelled it. */
    endedByViewer: ender ? ender.handle === scope.viewer?.handle : false,
    /** The organizer who closed it early; null if it closed at its time. */
    closedBy: events.find(({ kind }) => kind === "closed")?.by ?? null,
    votes: _count.votes,
    /** Members who may vote, or could have. */
    electors,
    missing,
    remindedToday,
    /** Includes the vote that the record lists under the receipt, once the ballot is closed. */
    myVote: vote && { ...vote, recorded: recordedAnswerIn(read.recorded) },
    /** The weight that the viewer carries under a rule over time, as an exact fraction. */
    myWeight:
      member && isOverTime(choices.rule) ? (read.carried[0]?.after ?? startOf(choices.rule)) : null,
    standing,
    votesByName: shown && !choices.secret ? read.byName : null,
    result: result && {
      ...selectShownResult(result, vote?.receipt ?? null),
      explanation: explanation?.why ?? "",
      change: explanation?.change ?? null,
      /** Papers compared two by two, under a rule that does so. */
      comparisons:
        "pairwise" in result && result.pairwise
          ? sayWhoBeatsWhom({ ...result, pairwise: result.pairwise }, titleOf)
          : null,
    },
    /** The papers that the group reads, by seat: each with why in one sentence, and what comes next. */
    chosen: chosen.map((id, seat) => ({
      id,
      inShort: inShort(id),
      next: next[seat] ?? null,
    })),
    may: {
      vote: mayVoteNow,
      offer: scope.role !== null && (open || stage === "draft"),
      addCandidate: mayVoteNow && choices.candidateList === "open",
      edit: stage === "draft" && organizer,
      close: open && organizer,
      cancel: (open || stage === "draft") && organizer,
      change: open && organizer,
      remind: open && organizer && _count.votes < electors,
      freeze: open && organizer && choices.candidateList === "open",
      decide: ballot.outcome === "tied" && organizer,
    },
  };
}

interface NamedVote {
  person: { handle: string; name: string };
  answer: Answer;
}

/** The query for the first votes of a ballot by name, sorted by handle, so that the order does not tell who voted when. */
function votesByName(ballotId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT json_build_object('handle', p.handle, 'name', p.name) AS person, v.answer
    FROM "Vote" v JOIN "Ballot" b ON b.id = v."ballotId" JOIN "Person" p ON p.id = v."personId"
    WHERE v."ballotId" = ${ballotId}::uuid AND NOT b.secret ORDER BY p.handle LIMIT ${NAMED_VOTES}`;
}
