import "server-only";
import type { z } from "zod";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { takeTurn } from "@/server/platform/web/turns";
import { answerKindOf, type BallotState, ballotTopic, isElector, takesVotes } from "../rules";
import type { Answer, voteInput } from "../schema";
import { BALLOT_UNFINISHED } from "../sql";

/**
 * Casts or changes the viewer's vote; an empty vote is an abstention.
 * @returns when it was stored, to tell an older vote from a newer one, and the receipt under which the
 *   record lists it
 * @throws Refusal CLOSED from the closing time on, NOT_ALLOWED outside the electorate, INVALID
 */
export async function castVote(scope: MemberScope, input: z.output<typeof voteInput>) {
  const { ballotId } = input;
  const personId = scope.viewer.id;
  return transact(async (tx) => {
    const ballot = await lockForVote(tx, scope.group.id, ballotId);
    await demandElector(tx, ballot, personId);
    const changedAt = now();
    if (!takesVotes(ballot, changedAt))
      refuse("CLOSED", { say: "This ballot has closed. Your vote was not changed." });
    const standing = await tx.candidate.findMany({
      where: { ballotId },
      select: { id: true },
      orderBy: { position: "asc" },
    });
    const answer = normalizeAnswer(
      ballot.rule,
      input.answer,
      standing.map(({ id }) => id),
    );
    const { receipt } = await tx.vote.upsert({
      where: { ballotId_personId: { ballotId, personId } },
      create: { ballotId, personId, answer, createdAt: changedAt, changedAt },
      update: { answer, changedAt },
      select: { receipt: true },
    });
    await notifyTopics(tx, ballotTopic(ballot.groupId, ballotId), groupTopic(ballot.groupId));
    return { changedAt, receipt };
  });
}

/** The fields of a ballot that decide which votes it takes. */
interface LockedForVote extends BallotState {
  groupId: string;
  rule: string;
  electorate: "fixed" | "open";
}

/** Locks an open ballot for a vote. Other votes go on at the same time, but nobody can change or close it. */
export async function lockForVote(
  tx: Tx,
  groupId: string,
  ballotId: string,
): Promise<LockedForVote> {
  const [ballot] = await tx.$queryRaw<LockedForVote[]>`
    WITH turn AS MATERIALIZED (SELECT ${takeTurn(Prisma.sql`${ballotId}::uuid`, "beside others")})
    SELECT "groupId", "openedAt", "closesAt", "closedAt", "cancelledAt", rule, electorate::text
    FROM turn, "Ballot" b WHERE id = ${ballotId}::uuid FOR SHARE OF b`;
  if (!ballot || ballot.groupId !== groupId || !ballot.openedAt) refuse("NOT_FOUND");
  return ballot;
}

async function demandElector(tx: Tx, ballot: LockedForVote, personId: string): Promise<void> {
  // Locks the membership: a vote of somebody who is being removed is refused or removed with them, and of
  // two votes of one person the later one counts.
  const [member] = await tx.$queryRaw<{ joinedAt: Date }[]>`
    SELECT "joinedAt" FROM "Membership"
    WHERE "groupId" = ${ballot.groupId}::uuid AND "personId" = ${personId}::uuid FOR NO KEY UPDATE`;
  if (!member)
    refuse("NOT_ALLOWED", { say: "Only members of this group can vote. Join the group first." });
  if (!isElector(ballot.electorate, member.joinedAt, ballot.openedAt))
    refuse("NOT_ALLOWED", {
      say: "You joined after this ballot opened. You can vote in the next one.",
    });
}

const NOT_STANDING =
  "This vote names a paper twice, or one that is not on the ballot. Reload the page.";

/**
 * Brings a vote into the form that is stored: ids in lower case, in the order of the ballot, without
 * empty tiers. @throws Refusal INVALID if it does not match the rule or the candidates
 */
function normalizeAnswer(rule: string, answer: Answer, standing: readonly string[]): Answer {
  if (!(answerKindOf(rule) in answer))
    refuse("INVALID", {
      say: "This vote does not match the voting rule of the ballot. Reload the page.",
    });
  const seen = new Set<string>();
  const known = (id: string): string => {
    const candidate = id.toLowerCase();
    if (!standing.includes(candidate) || seen.has(candidate))
      refuse("INVALID", { say: NOT_STANDING });
    seen.add(candidate);
    return candidate;
  };
  if ("approvals" in answer) {
    const approved = new Set(answer.approvals.map((id) => id.toLowerCase()));
    if ([...approved].some((id) => !standing.includes(id)))
      refuse("INVALID", { say: NOT_STANDING });
    return { approvals: standing.filter((id) => approved.has(id)) };
  }
  if ("ranking" in answer) {
    const tiers = answer.ranking.map((tier) => tier.map(known));
    return { ranking: tiers.filter((tier) => tier.length > 0) };
  }
  const scores = Object.entries(answer.scores).map(([id, score]) => [known(id), score] as const);
  return { scores: Object.fromEntries(scores) };
}

/** Locks unfinished ballots of groups: none is counted, and nobody votes, until the commit. */
export async function holdOpenBallots(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    WITH turn AS MATERIALIZED (
      SELECT id, ${takeTurn(Prisma.sql`id`, "alone")} FROM (
        SELECT b.id FROM "Ballot" b WHERE b."groupId" = ANY(${groupIds}::uuid[])
          AND ${BALLOT_UNFINISHED} ORDER BY b.id) held)
    SELECT b.id FROM turn JOIN "Ballot" b USING (id) ORDER BY b.id FOR UPDATE OF b`;
}

/** Locks the nominations of groups: none is offered for, withdrawn or chosen until the commit. */
export async function holdNominations(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "Nomination" WHERE "groupId" = ANY(${groupIds}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Removes a person's votes on unfinished ballots of groups, and what they said of papers not chosen yet. */
export async function withdrawVotesAndOffers(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<void> {
  const groupId = { in: [...groupIds] };
  await tx.vote.deleteMany({ where: { personId, ballot: { groupId, closedAt: null } } });
  await tx.presenterOffer.deleteMany({
    where: { personId, nomination: { groupId, chosenAt: null } },
  });
  await tx.objection.deleteMany({ where: { personId, nomination: { groupId } } });
}

/** Removes a person's uncounted votes, offers to present and objections. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.vote.deleteMany({ where: { personId, ballot: { closedAt: null } } });
  await tx.presenterOffer.deleteMany({ where: { personId } });
  await tx.objection.deleteMany({ where: { personId } });
}
