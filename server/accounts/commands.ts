import "server-only";
import { forgetPerson as forgetInBallots } from "@/server/ballots/votes/commands";
import { forgetPerson as forgetInDigests } from "@/server/digests/subscriptions/commands";
import { lockGroupsOf } from "@/server/groups/members/commands";
import { deleteGroupsOfOne, forgetPerson as forgetInGroups } from "@/server/groups/members/leaving";
import { forgetPerson as forgetInMeetings } from "@/server/meetings/attendance/commands";
import { forgetPerson as forgetInNotifications } from "@/server/notifications/commands";
import { forgetPerson as forgetInPeople, lockPerson } from "@/server/people/commands";
import type { Viewer } from "@/server/people/policy";
import { transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { forgetPerson as forgetInThreads } from "@/server/threads/commands";
import { leaveGroups } from "./leaving/commands";

/**
 * Deletes the account: name, email address, sessions, accounts elsewhere, subscriptions, memberships, requests
 * and votes in open ballots go; comments stay as those of a "deleted person".
 * @throws Refusal INVALID where the handle does not match, NOT_ALLOWED while others are in a group they own
 */
export async function deleteAccount(viewer: Viewer, handle: string): Promise<void> {
  if (handle.trim().toLowerCase() !== viewer.handle) {
    refuse("INVALID", {
      say: `To delete your account, type your handle: ${viewer.handle}`,
      field: "handle",
    });
  }
  const { id } = viewer;
  await transact(async (tx) => {
    const email = await lockPerson(tx, id);
    await lockGroupsOf(tx, id);
    await leaveGroups(tx, id, await deleteGroupsOfOne(tx, id));
    await forgetInGroups(tx, id, email);
    await forgetInBallots(tx, id);
    await forgetInMeetings(tx, id);
    await forgetInThreads(tx, id);
    await forgetInNotifications(tx, id);
    await forgetInDigests(tx, id);
    await forgetInPeople(tx, id, email);
  });
}
