import "server-only";
import { holdNominations, holdOpenBallots } from "@/server/ballots/votes/commands";
import { endGroup, listEndingGroups, lockToEnd } from "@/server/groups/ending/commands";
import { transact } from "@/server/platform/database/db";
import { log } from "@/server/platform/log";
import { holdThreadsIn } from "@/server/threads/commands";

/** Deletes the groups whose week of notice is over. Safe to run twice; a failure is tried again by the next sweep. */
export async function deleteEndedGroups(): Promise<void> {
  for (const id of await listEndingGroups()) {
    await deleteEndedGroup(id).catch((error) =>
      log.error({ groupId: id, error: String(error) }, "a group was not deleted"),
    );
  }
}

async function deleteEndedGroup(id: string): Promise<void> {
  await transact(async (tx) => {
    if (!(await lockToEnd(tx, id))) return;
    // Everything that others lock before they write in the group, in the order of all locks.
    await holdOpenBallots(tx, [id]);
    await holdNominations(tx, [id]);
    await holdThreadsIn(tx, [id]);
    await endGroup(tx, id);
    log.info({ groupId: id }, "a group was deleted at its owner's request");
  });
}
