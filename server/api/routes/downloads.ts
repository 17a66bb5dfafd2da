import "server-only";
import { groupFile } from "@/server/accounts/ending/queries";
import { ownDataFile } from "@/server/accounts/queries";
import { writeRecord } from "@/server/ballots/result/record/queries";
import { ballotInput } from "@/server/ballots/schema";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { type MemberScope, mayActAs } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { historyFile, meetingFile } from "@/server/meetings/feeds/commands";
import { presentersFile } from "@/server/meetings/presenters/files";
import { historyInput, meetingIdInput } from "@/server/meetings/schema";
import { FILE_FORMATS } from "@/server/papers/files/rules";
import type { Viewer } from "@/server/people/policy";
import { demand, refuse } from "@/server/platform/refusal";
import { exportThread } from "@/server/threads/export/queries";
import { threadIdInput } from "@/server/threads/schema";
import { threadScope } from "@/server/threads/scope";

const GROUP = /^[a-z0-9-]{1,60}$/;
const HISTORY_FILES = {
  ...FILE_FORMATS,
  md: { type: "text/markdown", ending: "md" },
} as const;

async function viewerOf(request: Request): Promise<Viewer | null> {
  return (await contextOf(request.headers)).viewer;
}

function download(body: string | ReadableStream, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

/** Everything of the viewer's own, as a JSON file. */
export const sendOwnData = plainly(async (request: Request) => {
  const viewer = await viewerOf(request);
  if (!viewer) refuse("SIGN_IN_NEEDED");
  const parts = await ownDataFile(viewer);
  const stillMay = async () => (await viewerOf(request))?.id === viewer.id;
  return download(
    streamText(parts, stillMay),
    "application/json",
    `colloquy-${viewer.handle}.json`,
  );
});

/** The record of a closed ballot, for people who may see the group. */
export const sendRecord = plainly(
  async (request: Request, { group, ballot }: { group: string; ballot: string }) => {
    const input = ballotInput.safeParse({ ballotId: ballot });
    if (!input.success || !GROUP.test(group)) refuse("NOT_FOUND");
    const { ballotId } = input.data;
    const viewer = await viewerOf(request);
    const scope = await groupScope(viewer, group);
    const parts = await writeRecord(scope, ballotId, clientOf(request.headers));
    const stillMay = async () => {
      const reader = await viewerOf(request);
      await groupScope(reader, group);
      return reader?.id === viewer?.id;
    };
    return download(streamText(parts, stillMay), "application/json", `ballot-${ballotId}.json`);
  },
);

/** Everything in a group that its member may read, as a JSON file. */
export const sendGroup = plainly(async (request: Request, { group }: { group: string }) => {
  if (!GROUP.test(group)) refuse("NOT_FOUND");
  const scopeNow = async () => {
    const scope = await groupScope(await viewerOf(request), group);
    demand(mayActAs(scope, "member"));
    return scope as MemberScope;
  };
  const scope = await scopeNow();
  const parts = await groupFile(scope);
  const stillMay = async () => (await scopeNow()).viewer.id === scope.viewer.id;
  return download(streamText(parts, stillMay), "application/json", `${scope.group.slug}.json`);
});

/** The history of a group, as the viewer may see it. */
export const sendHistory = plainly(
  async (request: Request, { group, format }: { group: string; format: string }) => {
    if (!Object.hasOwn(HISTORY_FILES, format) || !GROUP.test(group)) refuse("NOT_FOUND");
    const kind = format as keyof typeof HISTORY_FILES;
    const scopeNow = async () => groupScope(await viewerOf(request), group);
    const scope = await scopeNow();
    const query = new URL(request.url).searchParams;
    const wanted = historyInput.parse({
      q: query.get("q") ?? "",
      year: query.get("year") || null,
      presenter: query.get("presenter") || null,
    });
    const parts = await historyFile(scope, wanted, kind, clientOf(request.headers));
    const stillMay = async () => (await scopeNow()).role === scope.role;
    const { type, ending } = HISTORY_FILES[kind];
    return download(streamText(parts, stillMay), `${type}; charset=utf-8`, `${group}.${ending}`);
  },
);

/** One meeting as a calendar file, as the viewer may see it. */
export const sendMeeting = plainly(
  async (request: Request, { group, file }: { group: string; file: string }) => {
    const input = meetingIdInput.safeParse({ meetingId: file.replace(/\.ics$/, "") });
    if (!input.success || !GROUP.test(group)) refuse("NOT_FOUND");
    const scope = await groupScope(await viewerOf(request), group);
    const calendar = await meetingFile(scope, input.data.meetingId, clientOf(request.headers));
    return download(calendar, "text/calendar; charset=utf-8", `${group}.ics`);
  },
);

/** The plan of a group's presenters, for its members. */
export const sendPresenters = plainly(
  async (request: Request, { group, format }: { group: string; format: string }) => {
    if ((format !== "csv" && format !== "ics") || !GROUP.test(group)) refuse("NOT_FOUND");
    const scope = await groupScope(await viewerOf(request), group);
    demand(mayActAs(scope, "member"));
    const member = scope as MemberScope;
    const file = await presentersFile(member, format, clientOf(request.headers));
    const type = format === "csv" ? "text/csv" : "text/calendar";
    return download(file, `${type}; charset=utf-8`, `${group}-presenters.${format}`);
  },
);

/** A thread as Markdown, as the viewer may read it. */
export const sendThread = plainly(async (request: Request, { thread }: { thread: string }) => {
  const input = threadIdInput.safeParse({ threadId: thread });
  if (!input.success) refuse("NOT_FOUND");
  const { threadId } = input.data;
  const viewer = await viewerOf(request);
  const { name, parts } = await exportThread(viewer, threadId, clientOf(request.headers));
  const stillMay = async () => {
    const reader = await viewerOf(request);
    await threadScope(reader, threadId);
    return reader?.id === viewer?.id;
  };
  return download(streamText(parts, stillMay), "text/markdown; charset=utf-8", `${name}.md`);
});
