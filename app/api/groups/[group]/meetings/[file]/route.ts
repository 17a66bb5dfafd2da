import { clientOf, contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { groupScope } from "@/server/groups/scope";
import { meetingFile } from "@/server/meetings/feeds/commands";
import { meetingIdInput } from "@/server/meetings/schema";
import { Refusal } from "@/server/platform/refusal";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ group: string; file: string }>;
}

/** `GET /api/groups/GROUP/meetings/ID.ics`: one meeting as a calendar file, as the viewer may see it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { group, file } = await params;
  try {
    const input = meetingIdInput.safeParse({ meetingId: file.replace(/\.ics$/, "") });
    if (!input.success || !/^[a-z0-9-]{1,60}$/.test(group)) throw new Refusal("NOT_FOUND");
    const { viewer } = await contextOf(request.headers);
    const scope = await groupScope(viewer, group);
    const { meetingId } = input.data;
    const calendar = await meetingFile(scope, meetingId, clientOf(request.headers));
    return new Response(calendar, {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": `attachment; filename="${group}.ics"`,
      },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
