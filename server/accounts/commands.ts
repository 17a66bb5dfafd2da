import "server-only";
import {
  forgetPerson as forgetInBallots,
  holdNominations,
  holdOpenBallots,
} from "@/server/ballots/votes/commands";
import { forgetPerson as forgetInDigests } from "@/server/digests/subscriptions/commands";
import {
  isMemberElsewhere,
  lockGroupsOf,
  lockMembershipsOf,
} from "@/server/groups/members/commands";
import { deleteGroupsOfOne, forgetPerson as forgetInGroups } from "@/server/groups/members/leaving";
import { forgetPerson as forgetInMeetings } from "@/server/meetings/attendance/commands";
import { forgetPerson as forgetInNotifications } from "@/server/notifications/commands";
import { forgetPerson as forgetInPapers } from "@/server/papers/corrections/suggestions/commands";
import { forgetPerson as forgetInPeople, lockPerson } from "@/server/people/commands";
import type { Viewer } from "@/server/people/policy";
import { type Tx, transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { forgetPerson as forgetInRecommendations } from "@/server/recommendations/persons/commands";
import { forgetPerson as forgetInShelves } from "@/server/shelves/commands";
import { forgetPerson as forgetInThreads, holdThreadsOf } from "@/server/threads/commands";
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
  let isDeleted = false;
  while (!isDeleted) isDeleted = await transact((tx) => deleteUnlessJoining(tx, id));
}

/**
 * Deletes the account of a person. Everything that other transactions lock before they refer to the person is
 * locked first, so that none of these and the deletion wait for each other.
 * @returns false, and nothing is written, if the person joined a group after their groups were locked
 */
async function deleteUnlessJoining(tx: Tx, id: string): Promise<boolean> {
  const groups = await lockGroupsOf(tx, id);
  const locked = groups.map((group) => group.id);
  const going = groups.flatMap((group) => (group.alone ? [group.id] : []));
  await holdOpenBallots(tx, locked);
  await holdNominations(tx, going);
  await lockMembershipsOf(tx, id);
  await holdThreadsOf(tx, id, going);
  const email = await lockPerson(tx, id);
  // From here on nobody can let the person into a group.
  if (await isMemberElsewhere(tx, id, locked)) return false;
  await leaveGroups(tx, id, await deleteGroupsOfOne(tx, id));
  await forgetInGroups(tx, id, email);
  await forgetInBallots(tx, id);
  await forgetInMeetings(tx, id);
  await forgetInShelves(tx, id);
  await forgetInThreads(tx, id);
  await forgetInRecommendations(tx, id);
  await forgetInNotifications(tx, id);
  await forgetInDigests(tx, id);
  await forgetInPapers(tx, id);
  await forgetInPeople(tx, id, email);
  return true;
}
