import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { sign, verifyToken } from "@/server/platform/secrets/signed-link";
import { effectiveLevel } from "../rules";
import { type followInput, type Kind, type Level, MUTE } from "../schema";
import { findReference, type Reference, readLevels } from "./queries";

/** Follows or mutes a thing; with a null level ends both. */
export async function follow(
  viewer: Viewer,
  { what, level }: z.output<typeof followInput>,
): Promise<void> {
  const key = { personId: viewer.id, ...(await findReference(viewer, what)) };
  if (level) await setLevel(key, level);
  else await db.following.deleteMany({ where: key });
}

async function setLevel(key: { personId: string } & Reference, level: Level): Promise<void> {
  const { count } = await db.following.updateMany({ where: key, data: { level } });
  if (count > 0) return;
  const data = [{ ...key, level, createdAt: now() }];
  await db.following.createMany({ data, skipDuplicates: true });
}

/** Makes the author of a comment follow its thread, unless they mute it or what it belongs to. */
export async function followAfterWriting(
  tx: Tx,
  personId: string,
  threadId: string,
): Promise<void> {
  if (effectiveLevel(await readLevels(tx, personId, threadId)) === "mute") return;
  const data = [{ personId, threadId, level: "follow" as const, createdAt: now() }];
  await tx.following.createMany({ data, skipDuplicates: true });
}

type MuteTarget = { threadId: string } | { kind: Kind };

/** Signs the token of a link in an email that mutes a thread or stops emails of one kind. */
export function signMuteToken(personId: string, what: MuteTarget): string {
  return sign(MUTE, { personId, what, sentAt: now().getTime() });
}

/** Reads the token of such a link. @throws Refusal EXPIRED if this site did not sign it */
function readMuteToken(token: string) {
  const content = verifyToken(MUTE, token);
  return (
    content ?? refuse("EXPIRED", { say: "This link is incomplete. Open it from the email again." })
  );
}

/** Mutes the thread of an email, or stops emails of its kind. Safe to repeat. @throws Refusal EXPIRED */
export async function muteByLink(token: string): Promise<void> {
  const { personId, what, sentAt } = readMuteToken(token);
  // A link that was sent to an earlier address does not affect emails to the present one.
  const sameAddress = { OR: [{ emailSince: null }, { emailSince: { lte: new Date(sentAt) } }] };
  const person = await db.person.count({
    where: { id: personId, deletedAt: null, ...sameAddress },
  });
  if (person === 0) return;
  if ("kind" in what) {
    const key = { personId, kind: what.kind };
    await db.notificationChoice.upsert({
      where: { personId_kind: key },
      create: { ...key, via: "app" },
      update: { via: "app" },
    });
    return;
  }
  const { threadId } = what;
  const thread = await db.thread.count({ where: { id: threadId } });
  if (thread > 0) await setLevel({ personId, threadId }, "mute");
}

/** Says what a link in an email would mute, and reveals no more than the email did. @throws Refusal EXPIRED */
export function describeMuteLink(token: string): { what: "thread" | Kind } {
  const { what } = readMuteToken(token);
  return { what: "kind" in what ? what.kind : "thread" };
}
