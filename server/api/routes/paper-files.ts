import "server-only";
import { listPoolPapers } from "@/server/ballots/nominations/queries";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { groupScope } from "@/server/groups/scope";
import { exportPapers } from "@/server/papers/files/commands";
import { findPaperAt, listedIds } from "@/server/papers/files/queries";
import { FILE_FORMATS, type FileFormat } from "@/server/papers/files/rules";
import { formatInput } from "@/server/papers/files/schema";
import { listInput, searchInput, slugInput } from "@/server/papers/schema";
import { refuse } from "@/server/platform/refusal";
import { paperFilePath } from "@/server/platform/web/addresses";
import { searchForTitles } from "@/server/search/papers/queries";

const GROUP = /^[a-z0-9-]{1,60}$/;
/** Papers that a search finds: as many as its page shows. */
const FOUND = 50;

function formatOf(text: string): FileFormat {
  const format = formatInput.safeParse(text);
  return format.success ? format.data : refuse("NOT_FOUND");
}

/** A file of papers as an answer. @param stillMay whether the reader may read on */
export function sendPaperFile(
  parts: AsyncGenerator<string, void, void>,
  format: FileFormat,
  name: string,
  stillMay: () => Promise<boolean> = async () => true,
): Response {
  const { type, ending } = FILE_FORMATS[format];
  return new Response(streamText(parts, stillMay), {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}.${ending}"`,
    },
  });
}

/** One paper of the catalogue. */
export const sendPaper = plainly(
  async (request: Request, { paper, format }: { paper: string; format: string }) => {
    const kind = formatOf(format);
    const slug = slugInput.safeParse({ paper });
    if (!slug.success) refuse("NOT_FOUND");
    const found = (await findPaperAt(slug.data.paper)) ?? refuse("NOT_FOUND");
    if (found.slug !== slug.data.paper) {
      const to = paperFilePath(found.slug, format);
      return new Response(null, { status: 308, headers: { Location: to } });
    }
    const find = async () => [found.id];
    const parts = await exportPapers(find, kind, clientOf(request.headers));
    return sendPaperFile(parts, kind, "paper");
  },
);

/** A list of the catalogue, ordered and filtered as its page is. */
export const sendList = plainly(async (request: Request, { format }: { format: string }) => {
  const kind = formatOf(format);
  const query = new URL(request.url).searchParams;
  const input = listInput.parse({
    order: query.get("order") || undefined,
    window: query.get("window") || undefined,
    topic: query.get("topic") || undefined,
    author: query.get("author") || undefined,
  });
  const parts = await exportPapers(() => listedIds(input), kind, clientOf(request.headers));
  return sendPaperFile(parts, kind, input.topic ? "topic" : input.author ? "author" : "papers");
});

/** The papers that a search finds, best first. */
export const sendFound = plainly(async (request: Request, { format }: { format: string }) => {
  const kind = formatOf(format);
  const input = searchInput.parse({
    q: new URL(request.url).searchParams.get("q") ?? "",
    limit: FOUND,
  });
  const { viewer, ip } = await contextOf(request.headers);
  const find = async () => (await searchForTitles(viewer, input, ip)).map(({ id }) => id);
  return sendPaperFile(await exportPapers(find, kind, ip), kind, "search");
});

/** The pool of a group, for people who may see the group. */
export const sendPool = plainly(
  async (request: Request, { group, format }: { group: string; format: string }) => {
    const kind = formatOf(format);
    if (!GROUP.test(group)) refuse("NOT_FOUND");
    const scopeNow = async () => {
      const { viewer } = await contextOf(request.headers);
      return groupScope(viewer, group);
    };
    const scope = await scopeNow();
    const ip = clientOf(request.headers);
    const parts = await exportPapers(() => listPoolPapers(scope), kind, ip);
    const stillMay = async () => (await scopeNow()).role === scope.role;
    return sendPaperFile(parts, kind, `${group}-pool`, stillMay);
  },
);
