import { clientOf, contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { groupScope } from "@/server/groups/scope";
import { historyFile } from "@/server/meetings/feeds/commands";
import { historyInput } from "@/server/meetings/schema";
import { Refusal } from "@/server/platform/refusal";

export const dynamic = "force-dynamic";

const TYPES = { csv: "text/csv", bib: "application/x-bibtex", md: "text/markdown" } as const;

interface Props {
  params: Promise<{ group: string; format: string }>;
}

/** `GET /api/groups/GROUP/history/csv` (or `bib`, `md`): what a group has read, as the viewer may see it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { group, format } = await params;
  try {
    if (!Object.hasOwn(TYPES, format) || !/^[a-z0-9-]{1,60}$/.test(group))
      throw new Refusal("NOT_FOUND");
    const kind = format as keyof typeof TYPES;
    const scopeNow = async () => groupScope((await contextOf(request.headers)).viewer, group);
    const scope = await scopeNow();
    const query = new URL(request.url).searchParams;
    const wanted = historyInput.parse({
      q: query.get("q") ?? "",
      year: query.get("year") || null,
      presenter: query.get("presenter") || null,
    });
    const parts = await historyFile(scope, wanted, kind, clientOf(request.headers));
    const stillMay = async () => (await scopeNow()).role === scope.role;
    return new Response(streamText(parts, stillMay), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Type": `${TYPES[kind]}; charset=utf-8`,
        "Content-Disposition": `attachment; filename="${group}.${kind}"`,
      },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
