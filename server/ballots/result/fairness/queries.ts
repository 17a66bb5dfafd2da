import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { PERPETUAL } from "../../tally/election";
import { isOverTime, startOf } from "../../tally/stored";
import {
  compareLatestFirst,
  computeLines,
  computeShares,
  plainWinner,
  type Round,
  selectListed,
  selectShown,
  takeWithinVotes,
} from "./rules";

/** Ballots to look back on: two years of weeks. */
const MOST = 104;
/**
 * Loads how fair the group's approval and perpetual ballots have been: how often each member's choice won, how often
 * it would have by plain approval, and the weights carried. Members have names only if all of these
 * ballots were by name; otherwise they are rows in an order that tells nothing.
 * @param until the last ballot to look at, and its rule the one whose weights are shown
 */
export async function loadFairness(scope: MemberScope, until: string | null = null) {
  const groupId = scope.group.id;
  const viewerId = scope.viewer.id;
  const last = until
    ? await db.ballot.findFirst({
        where: { id: until, groupId, closedAt: { not: null } },
        select: { closedAt: true, rule: true },
      })
    : null;
  if (until && !last?.closedAt) refuse("NOT_FOUND");
  const [closedLast, members] = await Promise.all([
    db.ballot.findMany({
      // Decided ties and missed quorums are not part of the history of a rule over time either.
      where: {
        groupId,
        outcome: "chosen" as const,
        // With several papers, nobody can say which of them would have won alone.
        seats: 1,
        rule: { in: ["approval", ...PERPETUAL] },
        ...(last?.closedAt ? { closedAt: { lte: last.closedAt } } : {}),
      },
      select: {
        id: true,
        rule: true,
        secret: true,
        closedAt: true,
        _count: { select: { votes: true } },
      },
      orderBy: [{ closedAt: "desc" }, { id: "desc" }],
      take: MOST,
    }),
    db.membership.findMany({
      where: { groupId },
      select: { personId: true, joinedAt: true, person: PERSON },
    }),
  ]);
  const latest = takeWithinVotes(closedLast);
  const ballots = latest.toReversed();
  const ballotIds = ballots.map(({ id }) => id);
  const personIds = members.map(({ personId }) => personId);
  const where = { ballotId: { in: ballotIds }, personId: { in: personIds } };
  const counted = await countTicks(ballotIds);
  const votes = await loadTicksByMember(counted, personIds);
  const carried = await db.carried.findMany({
    where,
    select: { ballotId: true, personId: true, after: true },
  });
  // Members who left and came back begin anew.
  const joined = new Map(members.map(({ personId, joinedAt }) => [personId, joinedAt]));
  const closed = new Map(ballots.map(({ id, closedAt }) => [id, closedAt]));
  const since = ({ ballotId, personId }: { ballotId: string; personId: string }) =>
    (closed.get(ballotId) ?? 0) > (joined.get(personId) ?? 0);

  const named = ballots.every(({ secret }) => !secret);
  const countOf = new Map(counted.map((one) => [one.id, one]));
  const rounds = ballots.map(({ id }): Round => {
    const here = votes.filter((vote) => vote.ballotId === id && since(vote));
    return {
      candidates: [],
      winner: "",
      votes: [],
      ...countOf.get(id),
      ticked: new Map(here.map(({ personId, approvals }) => [personId, approvals])),
    };
  });
  const shares = computeShares(rounds, personIds);
  const shown = selectShown(shares, viewerId, named);
  const listed = selectListed(shares, shown, viewerId);
  const people = new Map(members.map(({ personId, person }) => [personId, person]));
  /** A member by name, or only whether it is the viewer. */
  const seen = (personId: string) => ({
    mine: personId === viewerId,
    person: named ? (people.get(personId) ?? null) : null,
  });

  const rule = last?.rule ?? latest.find((ballot) => isOverTime(ballot.rule))?.rule ?? null;
  const weekly = ballots.filter((ballot) => ballot.rule === rule);
  return {
    ballots: ballots.length,
    named,
    members: listed.map(({ personId, ...share }) => ({ ...seen(personId), ...share })),
    /** Members whose shares could be shown but did not fit into the list. */
    unlisted: shown.size - listed.length,
    /** Members who voted but are not shown. */
    hidden: shares.filter(({ personId, voted }) => voted > 0 && !shown.has(personId)).length,
    weights:
      rule && isOverTime(rule)
        ? {
            rule,
            ballots: weekly.map(({ id, closedAt }) => ({ id, closedAt: closedAt as Date })),
            lines: computeLines(
              weekly.map(({ id }) => id),
              carried.filter(since),
              listed.map(({ personId }) => personId),
              startOf(rule),
            )
              .map(({ personId, values }) => ({ ...seen(personId), values }))
              .toSorted((a, b) => compareLatestFirst(a.values, b.values)),
          }
        : null,
  };
}

interface Ticked extends Pick<Round, "candidates" | "winner" | "votes"> {
  id: string;
}

/** Counts the ticks of each candidate of these ballots, in the database: the votes are megabytes. */
async function countTicks(ballotIds: readonly string[]): Promise<Ticked[]> {
  return db.$queryRaw<Ticked[]>`
    SELECT b.id, b.election->'candidates' AS candidates, coalesce(b.result->>'winner', '') AS winner,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('approvals', jsonb_build_array(t.candidate), 'count', t.count)), '[]')
        FROM (SELECT a.candidate, count(*) AS count
          FROM jsonb_array_elements(b.election->'votes') v, jsonb_array_elements_text(v->'approvals') a(candidate)
          GROUP BY a.candidate) t) AS votes
    FROM "Ballot" b WHERE b.id = ANY(${ballotIds}::uuid[])`;
}

interface TickedByMember {
  ballotId: string;
  personId: string;
  /** The winner and the winner by plain approval, each only if the member ticked it. */
  approvals: string[];
}

/** Loads which members ticked something on these ballots, and whether it was the winner. */
async function loadTicksByMember(
  counted: readonly Ticked[],
  personIds: readonly string[],
): Promise<TickedByMember[]> {
  return db.$queryRaw<TickedByMember[]>`
    SELECT v."ballotId", v."personId", ARRAY(
      SELECT wins FROM unnest(ARRAY[w.winner, w.plain]) AS wins
      WHERE jsonb_exists(v.answer->'approvals', wins)) AS approvals
    FROM unnest(${counted.map(({ id }) => id)}::uuid[], ${counted.map(({ winner }) => winner)}::text[],
      ${counted.map((ballot) => plainWinner(ballot) ?? "")}::text[]) AS w(id, winner, plain)
    JOIN "Vote" v ON v."ballotId" = w.id
    WHERE v."personId" = ANY(${personIds}::uuid[]) AND jsonb_array_length(v.answer->'approvals') > 0`;
}
