import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { sign, verifyToken } from "@/server/platform/secrets/signed-link";
import { findStandingThread } from "@/server/threads/merging/queries";
import { setMemberChoices } from "../choosing/commands";
import { effectiveLevel } from "../rules";
import { type followInput, type Level, MUTE, type Stop } from "../schema";
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

/** Signs the token of a link in an email that stops such emails. */
export function signMuteToken(personId: string, what: Stop | Stop[]): string {
  return sign(MUTE, { personId, what, sentAt: now().getTime() });
}

/** Reads the token of such a link. @throws Refusal EXPIRED if this site did not sign it */
function readMuteToken(token: string) {
  const content =
    verifyToken(MUTE, token) ??
    refuse("EXPIRED", { say: "This link is incomplete. Open it from the email again." });
  const { what, ...rest } = content;
  return { ...rest, stops: Array.isArray(what) ? what : [what] };
}

/** Whether a link was sent to the person's present address: an earlier one does not affect emails to this one. */
async function isOwnLink({ personId, sentAt }: { personId: string; sentAt: number }) {
  const sameAddress = { OR: [{ emailSince: null }, { emailSince: { lte: new Date(sentAt) } }] };
  const where = { id: personId, deletedAt: null, ...sameAddress };
  return (await db.person.count({ where })) > 0;
}

/** Stops what the link of an email names. Safe to repeat. @throws Refusal EXPIRED */
export async function muteByLink(token: string): Promise<void> {
  const link = readMuteToken(token);
  if (!(await isOwnLink(link))) return;
  for (const stop of link.stops) await setStop(link.personId, stop, "app");
}

/** Takes back what a link stopped: these emails come again. Threads stay muted. @throws Refusal EXPIRED */
export async function undoMute(token: string): Promise<void> {
  const link = readMuteToken(token);
  if (!(await isOwnLink(link))) return;
  for (const stop of link.stops)
    if (!("threadId" in stop)) await setStop(link.personId, stop, "mail");
}

async function setStop(personId: string, stop: Stop, via: "app" | "mail"): Promise<void> {
  if ("groupId" in stop) return setMemberChoices(personId, stop.groupId, stop.kinds, via);
  if ("kind" in stop) {
    const key = { personId, kind: stop.kind };
    await db.notificationChoice.upsert({
      where: { personId_kind: key },
      create: { ...key, via },
      update: { via },
    });
    return;
  }
  const threadId = await findStandingThread(stop.threadId);
  const thread = await db.thread.count({ where: { id: threadId } });
  if (thread > 0) await setLevel({ personId, threadId }, "mute");
}

/**
 * Says what a link in an email would stop, and reveals no more than the email did: a group's name only to its members.
 * @throws Refusal EXPIRED
 */
export async function describeMuteLink(token: string) {
  const { personId, stops } = readMuteToken(token);
  const ids = stops.flatMap((stop) => ("groupId" in stop ? [stop.groupId] : []));
  const groups = await db.group.findMany({
    where: { id: { in: ids }, memberships: { some: { personId } } },
    select: { id: true, name: true },
  });
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return {
    stops: stops.map((stop) => {
      if ("groupId" in stop)
        return { what: "group" as const, kinds: stop.kinds, name: names.get(stop.groupId) ?? null };
      return "kind" in stop
        ? { what: "kind" as const, kind: stop.kind }
        : { what: "thread" as const };
    }),
  };
}
