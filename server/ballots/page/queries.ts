import "server-only";
import { actsAs, type GroupScope } from "@/server/groups/policy";
import { NOBODY, PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, type Prisma } from "@/server/platform/database/db";
import { demand, refuse } from "@/server/platform/refusal";
import { sayInShort } from "../explanation/in-short";
import { sayWhoBeatsWhom } from "../explanation/who-beats-whom";
import { fitPitches, loadNominated } from "../nominations/queries";
import { maySeeDraft, mayWithdraw } from "../policy";
import { loadChosen } from "../readings/queries";
import { loadInterimResult } from "../result/queries";
import { explainBallot, findRecordedAnswer, selectShownResult } from "../result/shown-result";
import { loadCarriedWeights } from "../result/weights";
import { answerKindOf, isRemindedToday, mayVote, showsInterimResult, stageOf } from "../rules";
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
  reading: { select: { id: true, paperId: true } },
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
          nominatedById: true,
          nominatedBy: PERSON,
        },
      },
    },
    orderBy: { position: "asc" },
  },
  _count: { select: { votes: true } },
} satisfies Prisma.BallotSelect;

/**
 * Loads a ballot: its candidates, the viewer's own vote, and the result or interim result where the
 * viewer may see it. On a secret ballot nobody learns how others voted.
 */
export async function loadBallotPage(scope: GroupScope, ballotId: string) {
  const viewerId = scope.viewer?.id ?? NOBODY;
  const groupId = scope.group.id;
  const organizer = actsAs(scope, "organizer");
  const [ballot, vote, turnout] = await Promise.all([
    db.ballot.findFirst({ where: { id: ballotId, groupId }, select: BALLOT }),
    db.vote.findUnique({
      where: { ballotId_personId: { ballotId, personId: viewerId } },
      select: { answer: true, receipt: true, changedAt: true },
    }),
    loadTurnout(ballotId, viewerId, organizer),
  ]);
  if (!ballot || !turnout) refuse("NOT_FOUND");
  const { joinedAt, electors, missing } = turnout;
  const member = joinedAt !== null;
  const stage = stageOf(ballot);
  if (stage === "draft" || !ballot.openedAt) demand(maySeeDraft(scope));
  const { result: stored, reading, candidates, _count, drawSeed, ...rest } = ballot;
  const choices = ballotChoices.parse(ballot);
  const result = stored as unknown as StoredResult | null;
  const open = stage === "open";
  const shown =
    stage === "closed" || (open && showsInterimResult(choices.sight, member, vote !== null));
  const chosen = candidates.find(({ paperId }) => paperId === reading?.paperId)?.id ?? null;
  const [standing, byName, carried, explanation, recorded, about, next] = await Promise.all([
    open && shown ? loadInterimResult({ id: ballotId, groupId, rule: choices.rule }) : null,
    shown && !choices.secret ? votesByName(ballotId) : null,
    member && isOverTime(choices.rule)
      ? loadCarriedWeights(db, groupId, choices.rule, [viewerId])
      : null,
    result ? explainBallot({ id: ballotId, outcome: ballot.outcome ?? "none", chosen }) : null,
    result && vote ? findRecordedAnswer(ballotId, vote.receipt) : null,
    loadNominated(
      candidates.map(({ nomination }) => nomination.id),
      // Once a paper is chosen, what was said against it is over.
      { viewer: scope.viewer, member: member && stage !== "closed" ? scope.viewer : null },
      TITLES,
    ),
    reading ? loadChosen(scope, reading.id) : null,
  ]);
  const at = now();
  const mayVoteNow = member && mayVote(ballot, joinedAt, at);
  const remindedAt = ballot.events.findLast(({ kind }) => kind === "reminded")?.at ?? null;
  const remindedToday = isRemindedToday(remindedAt, at, scope.group.timeZone);
  const papers = new Map(candidates.map(({ id, paperId }) => [id, paperId]));
  const titleOf = (candidate: string) => about.paperOf(papers.get(candidate) ?? "").title;
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
    candidates: candidates.map(({ paperId, nomination, ...row }, at) => {
      const { nominatedById, pitch: _, ...nominated } = nomination;
      return {
        ...row,
        chosen: row.id === chosen,
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
    /** The organizer who closed it early; null if it closed at its time. */
    closedBy: ballot.events.find(({ kind }) => kind === "closed")?.by ?? null,
    votes: _count.votes,
    /** Members who may vote, or could have. */
    electors,
    missing,
    remindedToday,
    /** Includes the vote that the record lists under the receipt, once the ballot is closed. */
    myVote: vote ? { ...vote, answer: vote.answer as Answer, recorded } : null,
    /** The weight that the viewer carries under a rule over time, as an exact fraction. */
    myWeight:
      member && isOverTime(choices.rule) ? (carried?.[0]?.after ?? startOf(choices.rule)) : null,
    standing,
    votesByName: byName,
    result: result && {
      ...selectShownResult(result, vote?.receipt ?? null),
      explanation: explanation?.why ?? "",
      change: explanation?.change ?? null,
      inShort: sayInShort({ ...choices, result, outcome: ballot.outcome ?? "none", chosen }),
      /** Papers compared two by two, under a rule that does so. */
      comparisons: "pairwise" in result ? sayWhoBeatsWhom(result, titleOf) : null,
    },
    next,
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

/** Loads the first votes of a ballot by name, sorted by handle, so that the order does not tell who voted when. */
async function votesByName(ballotId: string) {
  const rows = await db.vote.findMany({
    where: { ballotId, ballot: { secret: false } },
    select: { answer: true, person: PERSON },
    orderBy: { person: { handle: "asc" } },
    take: NAMED_VOTES,
  });
  return rows.map(({ person, answer }) => ({ person, answer: answer as Answer }));
}
