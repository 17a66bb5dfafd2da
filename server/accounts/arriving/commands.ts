import "server-only";
import type { z } from "zod";
import { findBallotForNewcomer } from "@/server/ballots/page/desk";
import {
  acceptForAddress,
  acceptInvitation,
  type Entered,
} from "@/server/groups/invitations/commands";
import type { arriveInput } from "@/server/groups/schema";
import type { Viewer } from "@/server/people/policy";
import { arrivedPath } from "@/server/platform/web/addresses";

/** Where a person goes who has entered a group: to what they can vote on, else to the group. */
async function wayOn({ groupId, slug, joined }: Entered): Promise<string> {
  return arrivedPath(slug, await findBallotForNewcomer(groupId), joined);
}

/** Joins by an invitation as the viewer. @returns the page to open @throws Refusal EXPIRED, SUSPENDED */
export async function arriveByInvitation(viewer: Viewer, token: string) {
  const entered = await acceptInvitation(viewer, token);
  return { slug: entered.slug, joined: entered.joined, to: await wayOn(entered) };
}

/**
 * Joins by an emailed invitation as the account of its address.
 * @returns the page to open, and what `confirmLink` needs to sign that account in
 */
export async function arriveByEmail(input: z.output<typeof arriveInput>) {
  const entered = await acceptForAddress(input);
  return { token: entered.grant, email: entered.email, to: await wayOn(entered) };
}
