import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { db, transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { chooseInGroupInput, GroupKind, Via } from "../schema";
import { groupVias } from "./rules";

type Choice = z.output<typeof chooseInGroupInput>;

/** Saves how the viewer gets one kind of notification from a group; null for what applies otherwise. */
export async function chooseInGroup({ viewer, group }: MemberScope, choice: Choice): Promise<void> {
  const { kind, via } = choice;
  const key = { groupId: group.id, personId: viewer.id };
  if (via === null) await db.memberChoice.deleteMany({ where: { ...key, kind } });
  else await setMemberChoices(key.personId, key.groupId, [kind], via);
}

/** Sets a member's choice of some kinds for a group. Nothing is written for people who are not members. */
export async function setMemberChoices(
  personId: string,
  groupId: string,
  kinds: readonly GroupKind[],
  via: Via,
): Promise<void> {
  await transact(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "MemberChoice" ("groupId", "personId", kind, via)
      SELECT m."groupId", m."personId", k.kind::"NotificationKind", ${via}::"NotificationVia"
      FROM "Membership" m, unnest(${[...new Set(kinds)].sort()}::text[]) AS k(kind)
      WHERE m."groupId" = ${groupId}::uuid AND m."personId" = ${personId}::uuid
      FOR KEY SHARE OF m
      ON CONFLICT ("groupId", "personId", kind) DO UPDATE SET via = EXCLUDED.via`;
  });
}

/**
 * Saves how members who have chosen nothing get one kind of notification; null for the site's default.
 * @throws Refusal INVALID for a way that is louder than the site's default
 */
export async function chooseForGroup({ group }: MemberScope, choice: Choice): Promise<void> {
  const { kind, via } = choice;
  const key = { groupId: group.id, kind };
  if (via === null) {
    await db.groupChoice.deleteMany({ where: key });
    return;
  }
  if (!groupVias(kind).includes(via))
    refuse("INVALID", {
      say: "A group can be quieter than the rest of the site, but not louder. Members can choose emails for themselves.",
      field: "via",
    });
  await db.groupChoice.upsert({
    where: { groupId_kind: key },
    create: { ...key, via },
    update: { via },
  });
}
