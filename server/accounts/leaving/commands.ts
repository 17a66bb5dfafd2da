import "server-only";
import {
  holdOpenBallots,
  withdrawVotesAndOffers as withdrawFromBallots,
} from "@/server/ballots/votes/commands";
import { lockGroup, lockPair, roleOf } from "@/server/groups/members/commands";
import { endInvitationsKnownTo, endMemberships } from "@/server/groups/members/leaving";
import { type MemberScope, mayLeave, mayRemove } from "@/server/groups/policy";
import { withdrawFromMeetings } from "@/server/meetings/attendance/commands";
import { type Tx, transact } from "@/server/platform/database/db";
import { demand } from "@/server/platform/refusal";

/** Leaves a group and takes back the vote in its open ballot. @throws Refusal NOT_ALLOWED for the owner */
export async function leaveGroup({ group, viewer }: MemberScope): Promise<void> {
  await transact(async (tx) => {
    await lockGroup(tx, group.id, { evenArchived: true });
    const role = await roleOf(tx, group.id, viewer.id);
    if (!role) return;
    demand(mayLeave(role));
    await leaveGroups(tx, viewer.id, [group.id]);
  });
}

/** Removes a member, with their invitations and requests to come back. @throws Refusal NOT_ALLOWED, NOT_FOUND */
export async function removeMember(scope: MemberScope, handle: string): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const { personId, mine, theirs } = await lockPair(tx, scope, handle);
    demand(mayRemove(mine, theirs));
    await leaveGroups(tx, personId, [groupId]);
    await endInvitationsKnownTo(tx, groupId, personId);
  });
}

/**
 * Ends memberships in locked groups. Takes back votes in open ballots, RSVPs and future presentations;
 * feeds and days away go with the membership.
 */
export async function leaveGroups(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<void> {
  // Keeps ballots from being tallied, and votes from being cast, between the deletions.
  await holdOpenBallots(tx, groupIds);
  const left = await endMemberships(tx, personId, groupIds);
  await withdrawFromBallots(tx, personId, left);
  await withdrawFromMeetings(tx, personId, left);
}
