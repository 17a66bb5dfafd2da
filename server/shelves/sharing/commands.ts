import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { transact } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { lockList } from "../lists/commands";
import type { listInput, shareInput } from "../schema";
import { addressOf, tokenOf } from "./links";

const ownerOf = (viewer: Viewer) => ({ personId: viewer.id, groupId: null });

/**
 * Shares a list of the viewer by a link that nobody can guess, or changes whether it names them. A renewed link replaces
 * the one before, which works no longer. @returns the address
 */
export async function shareList(
  viewer: Viewer,
  { listId, showsOwner, renew }: z.output<typeof shareInput>,
): Promise<{ link: string }> {
  return transact(async (tx) => {
    const { linkId: before } = await lockList(tx, ownerOf(viewer), listId);
    const linkId = renew || before === null ? randomUUID() : before;
    const linkHash = hashSecret(tokenOf(linkId));
    await tx.paperList.update({ where: { id: listId }, data: { linkId, linkHash, showsOwner } });
    return { link: addressOf(linkId) };
  });
}

/** Withdraws the link of a list. It works no longer, also if the list is shared again. */
export async function stopSharing(
  viewer: Viewer,
  { listId }: z.output<typeof listInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockList(tx, ownerOf(viewer), listId);
    const data = { linkId: null, linkHash: null, showsOwner: false };
    await tx.paperList.update({ where: { id: listId }, data });
  });
}
