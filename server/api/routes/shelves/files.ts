import "server-only";
import { z } from "zod";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { mayActAs } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { exportPapers } from "@/server/papers/files/commands";
import { formatInput } from "@/server/papers/files/schema";
import { demand, refuse } from "@/server/platform/refusal";
import { isShared, listListed, listShared, listShelved } from "@/server/shelves/contents/queries";
import { readOwnNotes } from "@/server/shelves/notes/queries";
import { KEPT } from "@/server/shelves/rules";
import { fileContents, listInput, sharedToken } from "@/server/shelves/schema";
import { sendPaperFile } from "../paper-files";

const GROUP = /^[a-z0-9-]{1,60}$/;
const kept = z.enum(KEPT);

async function viewerOf(request: Request) {
  const { viewer } = await contextOf(request.headers);
  return viewer ?? refuse("SIGN_IN_NEEDED");
}

/** Reads a value of an address. @throws Refusal NOT_FOUND for any other */
function partOf<Value extends z.ZodType>(schema: Value, value: unknown): z.output<Value> {
  const read = schema.safeParse(value);
  return read.success ? read.data : refuse("NOT_FOUND");
}

/** The part of a shelf or list that its page shows. @throws Refusal NOT_FOUND for a part that cannot be */
function wantedIn(request: Request) {
  return partOf(fileContents, Object.fromEntries(new URL(request.url).searchParams));
}

/** One of the viewer's shelves. Notes are in the file if it is asked for with them, and only those of the viewer. */
export const sendShelf = plainly(
  async (request: Request, params: { shelf: string; format: string }) => {
    const [shelf, format] = [partOf(kept, params.shelf), partOf(formatInput, params.format)];
    const viewer = await viewerOf(request);
    const wanted = wantedIn(request);
    const find = () => listShelved(viewer, shelf, wanted);
    const withNotes = new URL(request.url).searchParams.get("notes") === "own";
    const notes = withNotes ? (ids: readonly string[]) => readOwnNotes(viewer, ids) : null;
    const parts = await exportPapers(find, format, clientOf(request.headers), notes);
    const stillMay = async () => (await viewerOf(request)).id === viewer.id;
    return sendPaperFile(parts, format, shelf, stillMay);
  },
);

/** A list of the viewer. */
export const sendOwnList = plainly(
  async (request: Request, params: { list: string; format: string }) => {
    const { listId } = partOf(listInput, { listId: params.list });
    const format = partOf(formatInput, params.format);
    const viewer = await viewerOf(request);
    const wanted = wantedIn(request);
    const owner = { personId: viewer.id, groupId: null };
    const find = () => listListed(viewer, owner, listId, wanted);
    const parts = await exportPapers(find, format, clientOf(request.headers));
    const stillMay = async () => (await viewerOf(request)).id === viewer.id;
    return sendPaperFile(parts, format, "list", stillMay);
  },
);

/** A list of a group, for its members. */
export const sendGroupList = plainly(
  async (request: Request, params: { group: string; list: string; format: string }) => {
    const { listId } = partOf(listInput, { listId: params.list });
    const format = partOf(formatInput, params.format);
    const { group } = params;
    if (!GROUP.test(group)) refuse("NOT_FOUND");
    const wanted = wantedIn(request);
    const scopeNow = async () => {
      const { viewer } = await contextOf(request.headers);
      const scope = await groupScope(viewer, group);
      demand(mayActAs(scope, "member"));
      return { ...scope, viewer: viewer ?? refuse("SIGN_IN_NEEDED") };
    };
    const scope = await scopeNow();
    const owner = { personId: null, groupId: scope.group.id };
    const find = () => listListed(scope.viewer, owner, listId, wanted);
    const parts = await exportPapers(find, format, clientOf(request.headers));
    const stillMay = async () => (await scopeNow()).role === scope.role;
    return sendPaperFile(parts, format, `${group}-list`, stillMay);
  },
);

/** A list that is shared by its link, for anybody who has it. */
export const sendSharedList = plainly(
  async (request: Request, params: { token: string; format: string }) => {
    const [token, format] = [partOf(sharedToken, params.token), partOf(formatInput, params.format)];
    const wanted = wantedIn(request);
    const find = () => listShared(token, wanted);
    const parts = await exportPapers(find, format, clientOf(request.headers));
    // The link may be withdrawn while the file is being read.
    const stillMay = () => isShared(token);
    return sendPaperFile(parts, format, "list", stillMay);
  },
);
