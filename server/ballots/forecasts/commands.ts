import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { newSecret } from "@/server/platform/secrets/secret";
import { type PastCandidate, pastCandidatesOf, readNearness } from "./queries";
import { forecast, strengthOf, toSeal, valuePlace } from "./rules";

/**
 * Forecasts a ballot that is being opened, in the transaction that opens it: before anybody can vote, and once. A ballot
 * in a group with too little history gets none.
 */
export async function sealForecast(
  tx: Tx,
  { id: ballotId, groupId }: { id: string; groupId: string },
): Promise<void> {
  const past = await tx.$queryRaw<PastCandidate[]>`${pastCandidatesOf(groupId)}`;
  const ballots = new Set(past.map((one) => one.ballotId)).size;
  const candidates = await tx.candidate.findMany({
    where: { ballotId },
    select: { id: true, paperId: true },
    orderBy: { position: "asc" },
  });
  const near = await readNearness(
    tx,
    candidates.map(({ paperId }) => paperId),
    past.map(({ paperId }) => paperId),
  );
  const chances = forecast(
    candidates.map(({ id, paperId }) => [
      id,
      strengthOf(past.map((one) => ({ near: near(paperId, one.paperId), value: valuePlace(one) }))),
    ]),
    ballots,
  );
  if (!chances) return;
  const sealed = toSeal(ballotId, chances, newSecret());
  await tx.forecast.create({ data: { ballotId, madeAt: now(), sealed } });
}
