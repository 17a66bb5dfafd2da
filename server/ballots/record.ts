import "server-only";
import type { GroupScope } from "@/server/groups/policy";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { explained } from "./explanation/explained";
import { PERSON } from "./queries";
import { type BallotRecord, RECORD_FORMAT, RECORD_VERSION } from "./recount";
import { stageOf } from "./rules";
import type { StoredElection, StoredResult } from "./tally/stored";

/** Records as files, for a person or a guest's address: one of thousands of votes has ten megabytes. */
const FILES: Limit = { name: "ballot-records", points: 120, perSeconds: 3600 };

/** The record as a file that somebody fetches. @param ip for whom those of guests are counted */
export async function recordFile(scope: GroupScope, ballotId: string, ip: string) {
  await spend(FILES, scope.viewer?.id ?? ip);
  return record(scope, ballotId);
}

/**
 * The record of a closed ballot, from which anybody recomputes its result (docs/records.md). Votes are
 * by receipt; names stand beside them only where the ballot was by name.
 * @throws Refusal NOT_FOUND, CLOSED while it is not closed
 */
export async function record(scope: GroupScope, ballotId: string): Promise<BallotRecord> {
  const ballot = await db.ballot.findFirst({
    where: { id: ballotId, groupId: scope.group.id, openedAt: { not: null } },
    select: {
      id: true,
      tieBreak: true,
      drawSeed: true,
      secret: true,
      quorum: true,
      openedAt: true,
      closedAt: true,
      cancelledAt: true,
      outcome: true,
      election: true,
      result: true,
      candidates: {
        select: { id: true, paper: { select: { title: true, slug: true } } },
        orderBy: { position: "asc" },
      },
      events: { where: { kind: "decided" }, select: { note: true, by: PERSON } },
      reading: { select: { paper: { select: { slug: true } } } },
    },
  });
  if (!ballot) refuse("NOT_FOUND");
  if (stageOf(ballot) !== "closed" || !ballot.openedAt || !ballot.closedAt)
    refuse("CLOSED", { say: "A ballot has a record once it is closed." });
  const { candidates, reading } = ballot;
  const chosen = candidates.find(({ paper }) => paper.slug === reading?.paper.slug);
  const [decided] = ballot.events;
  const election = ballot.election as unknown as StoredElection;
  const result = ballot.result as unknown as StoredResult;
  const outcome = ballot.outcome as BallotRecord["outcome"];
  const titles = new Map(candidates.map(({ id, paper }) => [id, paper.title]));
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    ballot: ballot.id,
    group: scope.group.name,
    opened: ballot.openedAt.toISOString(),
    closed: ballot.closedAt.toISOString(),
    quorum: ballot.quorum,
    tieBreak: ballot.tieBreak,
    ...(ballot.tieBreak === "draw" && ballot.drawSeed ? { drawSeed: ballot.drawSeed } : {}),
    candidates: candidates.map(({ id, paper }) => {
      return { id, title: paper.title, url: `${env().SITE_URL}/papers/${paper.slug}` };
    }),
    election,
    ...(ballot.secret ? {} : { names: await namesOf(ballotId) }),
    result,
    outcome,
    chosen: chosen?.id ?? null,
    explanation: explained({
      ...{ result, election, outcome, tieBreak: ballot.tieBreak, quorum: ballot.quorum },
      chosen: chosen?.id ?? null,
      titleOf: (id) => titles.get(id) ?? "",
    }),
    ...(decided ? { decision: { by: decided.by?.name ?? null, note: decided.note } } : {}),
  };
}

/** Who holds which receipt; whoever deleted her account is left out. */
async function namesOf(ballotId: string): Promise<Record<string, string>> {
  const rows = await db.vote.findMany({
    where: { ballotId, ballot: { secret: false } },
    select: { receipt: true, person: { select: { name: true } } },
    orderBy: { receipt: "asc" },
  });
  return Object.fromEntries(rows.map(({ receipt, person }) => [receipt, person.name]));
}
