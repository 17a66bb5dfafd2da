import { writeRecord } from "@/server/ballots/result/record/queries";
import type { BallotRecord } from "@/server/ballots/result/record/rules";
import type { GroupScope } from "@/server/groups/policy";

/** The record of a closed ballot as somebody downloads it, read back. */
export async function record(scope: GroupScope, ballotId: string): Promise<BallotRecord> {
  let text = "";
  for await (const part of await writeRecord(scope, ballotId, "192.0.2.1")) text += part;
  return JSON.parse(text);
}
