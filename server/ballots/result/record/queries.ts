import "server-only";
import type { GroupScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { jsonInParts } from "@/server/platform/text/json-parts";
import { paperPath } from "@/server/platform/web/addresses";
import { chosenAmong, stageOf } from "../../rules";
import type { StoredResult } from "../../tally/stored";
import { explainBallot, loadElectionWithoutVotes, readCountedVotes } from "../shown-result";
import { type BallotRecord, RECORD_FORMAT, RECORD_VERSION, VERSION_OF_SEVERAL } from "./rules";

/** Record files that a person, or a guest's address, may download: a file with thousands of votes has ten megabytes. */
const FILES: Limit = { name: "ballot-records", points: 120, perSeconds: 3600 };

/** A record whose votes are read while it is sent. */
type Written = Omit<BallotRecord, "election"> & { election: object };

/**
 * Writes the record of a closed ballot, from which anybody can recompute the result (docs/records.md), as
 * JSON in parts. Votes are by receipt; names are added only if the ballot was by name.
 * @param ip counts the files of guests
 * @throws Refusal NOT_FOUND, TOO_MANY, CLOSED until the ballot is closed
 */
export async function writeRecord(
  scope: GroupScope,
  ballotId: string,
  ip: string,
): Promise<AsyncGenerator<string, void, void>> {
  await spend(FILES, scope.viewer?.id ?? ip);
  return jsonInParts(await readRecord(scope, ballotId));
}

/** Reads the record of a closed ballot. Its votes are read while it is written. @throws Refusal NOT_FOUND, CLOSED */
export async function readRecord(scope: GroupScope, ballotId: string): Promise<Written> {
  const ballot = await db.ballot.findFirst({
    where: { id: ballotId, groupId: scope.group.id, openedAt: { not: null } },
    select: {
      id: true,
      tieBreak: true,
      drawSeed: true,
      secret: true,
      seats: true,
      quorum: true,
      openedAt: true,
      closedAt: true,
      cancelledAt: true,
      outcome: true,
      result: true,
      candidates: {
        select: {
          id: true,
          paperId: true,
          paper: PAPER,
          nomination: { select: { chosenAt: true } },
        },
        orderBy: { position: "asc" },
      },
      events: { where: { kind: "decided" }, select: { note: true, by: PERSON } },
      readings: { select: { paperId: true, chosenAt: true }, orderBy: { seat: "asc" } },
    },
  });
  if (!ballot) refuse("NOT_FOUND");
  if (stageOf(ballot) !== "closed" || !ballot.openedAt || !ballot.closedAt)
    refuse("CLOSED", { say: "A ballot has a record once it is closed." });
  const { candidates, readings, seats } = ballot;
  const chosen = chosenAmong(candidates, readings);
  const [decided] = ballot.events;
  const result = ballot.result as unknown as StoredResult;
  const outcome = ballot.outcome as BallotRecord["outcome"];
  const counted = await loadElectionWithoutVotes(ballotId);
  return {
    format: RECORD_FORMAT,
    version: seats > 1 ? VERSION_OF_SEVERAL : RECORD_VERSION,
    ballot: ballot.id,
    group: scope.group.name,
    opened: ballot.openedAt.toISOString(),
    closed: ballot.closedAt.toISOString(),
    quorum: ballot.quorum,
    tieBreak: ballot.tieBreak,
    ...(ballot.tieBreak === "draw" && ballot.drawSeed ? { drawSeed: ballot.drawSeed } : {}),
    candidates: candidates.map(({ id, paper }) => {
      return { id, title: paper.title, url: `${env().SITE_URL}${paperPath(paper.slug)}` };
    }),
    // Puts the votes in place of the empty list.
    election: { ...counted, votes: readCountedVotes(ballotId) },
    ...(ballot.secret ? {} : { names: await loadNames(ballotId) }),
    result,
    outcome,
    chosen: seats > 1 ? chosen : (chosen[0] ?? null),
    explanation: await explainBallot({ id: ballotId, outcome, chosen }),
    ...(decided ? { decision: { by: decided.by?.name ?? null, note: decided.note } } : {}),
  };
}

/** Loads names by receipt, without people who have deleted their account. */
async function loadNames(ballotId: string): Promise<Record<string, string>> {
  const rows = await db.vote.findMany({
    where: { ballotId, ballot: { secret: false } },
    select: { receipt: true, person: { select: { name: true } } },
    orderBy: { receipt: "asc" },
  });
  return Object.fromEntries(rows.map(({ receipt, person }) => [receipt, person.name]));
}
