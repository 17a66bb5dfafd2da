import { clientOf, contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { Refusal } from "@/server/platform/refusal";
import { exportThread } from "@/server/threads/export/queries";
import { threadIdInput } from "@/server/threads/schema";
import { threadScope } from "@/server/threads/scope";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ thread: string }>;
}

/** `GET /api/threads/ID/export.md`: a thread as Markdown, as the viewer may read it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  try {
    const input = threadIdInput.safeParse({ threadId: (await params).thread });
    if (!input.success) throw new Refusal("NOT_FOUND");
    const viewerNow = async () => (await contextOf(request.headers)).viewer;
    const viewer = await viewerNow();
    const { threadId } = input.data;
    const { name, parts } = await exportThread(viewer, threadId, clientOf(request.headers));
    const stillMay = async () => {
      const reader = await viewerNow();
      await threadScope(reader, threadId);
      return reader?.id === viewer?.id;
    };
    return new Response(streamText(parts, stillMay), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Type": "text/markdown; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}.md"`,
      },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
