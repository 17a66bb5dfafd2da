import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { namedPerson } from "@/server/people/sql";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, Prisma, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend, spendEach } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { lockMembership } from "../attendance/commands";
import { mayWriteText } from "../policy";
import type { saveTextInput, TextKind, textInput, versionInput } from "../schema";

const SAVES: Limit = { name: "meeting-texts", points: 120, perSeconds: 600 };
/** Saved versions a day, because all are kept, at up to twenty kilobytes each. */
const SAVES_A_DAY: Limit = { name: "meeting-texts-day", points: 500, perSeconds: 86_400 };
const PREVIEWS: Limit = { name: "meeting-previews", points: 120, perSeconds: 600 };
/** Versions in a list. Older ones are kept too. */
const MOST = 100;

const SHOWN = {
  version: true,
  body: true,
  html: true,
  createdAt: true,
  writtenBy: PERSON,
} as const;

/** A saved version of a text. */
export interface SavedText {
  /** 0 if nothing was written yet. */
  version: number;
  body: string;
  html: string;
  createdAt: Date | null;
  writtenBy: { handle: string; name: string } | null;
}
const NOTHING: SavedText = { version: 0, body: "", html: "", createdAt: null, writtenBy: null };

/** Reads the latest version of a meeting's agenda or notes. */
export async function latestText(tx: Tx, meetingId: string, kind: TextKind): Promise<SavedText> {
  const found = await tx.meetingText.findFirst({
    where: { meetingId, kind },
    select: SHOWN,
    orderBy: { version: "desc" },
  });
  return found ?? NOTHING;
}

export type TextRow = SavedText & { kind: TextKind };

/** The query for the latest versions of a meeting's agenda and notes. */
export function latestTextsOf(meetingId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (t.kind) t.kind::text AS kind, t.version, t.body, t.html, t."createdAt",
      ${namedPerson(Prisma.sql`t."writtenById"`)} AS "writtenBy"
    FROM "MeetingText" t WHERE t."meetingId" = ${meetingId}::uuid ORDER BY t.kind, t.version DESC`;
}

/** Agenda and notes out of their rows. */
export function textsIn(rows: readonly TextRow[]): Record<TextKind, SavedText> {
  const found = Object.fromEntries(rows.map(({ kind, ...text }) => [kind, text]));
  return { agenda: NOTHING, notes: NOTHING, ...found };
}

async function meetingOf(tx: Tx, scope: MemberScope, id: string) {
  const found = await tx.meeting.findFirst({
    where: { id, groupId: scope.group.id },
    select: { presenterId: true },
  });
  return found ?? refuse("NOT_FOUND");
}

/**
 * Saves a text as a new version, if nobody saved one since the version it is based on; the primary key
 * lets only one of two through.
 * @returns the version
 * @throws Refusal CONFLICT with the latest text as its details, so that the two can be merged
 */
export async function saveText(
  scope: MemberScope,
  { meetingId, kind, body, basedOn }: z.output<typeof saveTextInput>,
): Promise<SavedText> {
  await spendEach([SAVES, scope.viewer.id], [SAVES_A_DAY, scope.viewer.id]);
  const { html } = renderMarkdown(body);
  try {
    return await transact(async (tx) => {
      await lockMembership(tx, scope);
      demand(mayWriteText(scope, kind, await meetingOf(tx, scope, meetingId)));
      const latest = await latestText(tx, meetingId, kind);
      if (latest.body === body && latest.version > 0) return latest;
      if (latest.version !== basedOn) refuseStale(latest);
      return tx.meetingText.create({
        data: {
          meetingId,
          kind,
          version: basedOn + 1,
          body,
          html,
          rendering: RENDERING,
          writtenById: scope.viewer.id,
          createdAt: now(),
        },
        select: SHOWN,
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const latest = await latestText(db, meetingId, kind);
    return latest.body === body ? latest : refuseStale(latest);
  }
}

function refuseStale(latest: SavedText): never {
  const who = latest.writtenBy?.name ?? "Someone";
  refuse("CONFLICT", {
    say: `${who} saved another version while you were writing. Yours is not lost: look at both, then save.`,
    field: "body",
    details: latest,
  });
}

/** Renders a preview of a text, with the errors of its formulas. @throws Refusal TOO_MANY */
export async function previewText(viewer: Viewer, body: string) {
  await spend(PREVIEWS, viewer.id);
  return renderMarkdown(body);
}

/** Lists the versions of a text, the latest first, without their bodies. */
export async function textVersions(
  scope: MemberScope,
  { meetingId, kind }: z.output<typeof textInput>,
) {
  await meetingOf(db, scope, meetingId);
  return db.meetingText.findMany({
    where: { meetingId, kind },
    select: { version: true, createdAt: true, writtenBy: SHOWN.writtenBy },
    orderBy: { version: "desc" },
    take: MOST,
  });
}

/** Reads one version of a text. */
export async function textVersion(
  scope: MemberScope,
  { meetingId, kind, version }: z.output<typeof versionInput>,
): Promise<SavedText> {
  const found = await db.meetingText.findFirst({
    where: { meetingId, kind, version, meeting: { groupId: scope.group.id } },
    select: SHOWN,
  });
  return found ?? refuse("NOT_FOUND");
}
