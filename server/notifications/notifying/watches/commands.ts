import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import type { TELL_OF_SUGGESTIONS } from "@/server/watches/schema";
import { countWaiting } from "@/server/watches/suggestions/queries";
import { recentOnly } from "../../rules";
import { buildSpan, buildSubject } from "../../subjects/rules";
import { notifyMembers } from "../group-events";

/** Notifies organizers of the suggestions of a day: once, and only if one of them still waits. */
export async function notifyOfSuggestions({
  groupId,
  ...day
}: z.output<typeof TELL_OF_SUGGESTIONS.payload>): Promise<void> {
  if (day.until <= recentOnly(now()).gt) return;
  await transact(async (tx) => {
    const archived = await tx.group.count({ where: { id: groupId, archivedAt: { not: null } } });
    if (archived > 0 || (await countWaiting(groupId, day, tx)) === 0) return;
    const subject = buildSubject({ of: "watch", id: groupId, version: buildSpan(day) });
    await notifyMembers(tx, { kind: "watch", subject, groupId, byId: null, only: "organizers" });
  });
}
