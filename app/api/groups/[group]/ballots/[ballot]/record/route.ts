import { writeRecord } from "@/server/ballots/result/record/queries";
import { ballotInput } from "@/server/ballots/schema";
import { clientOf, contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { groupScope } from "@/server/groups/scope";
import { refuse } from "@/server/platform/refusal";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ group: string; ballot: string }>;
}

/** `GET /api/groups/GROUP/ballots/BALLOT/record`: the record of a closed ballot, for people who may see the group. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { group, ballot } = await params;
  try {
    const input = ballotInput.safeParse({ ballotId: ballot });
    if (!input.success || !/^[a-z0-9-]{1,60}$/.test(group)) refuse("NOT_FOUND");
    const viewerNow = async () => (await contextOf(request.headers)).viewer;
    const viewer = await viewerNow();
    const scope = await groupScope(viewer, group);
    const parts = await writeRecord(scope, input.data.ballotId, clientOf(request.headers));
    const stillMay = async () => {
      const reader = await viewerNow();
      await groupScope(reader, group);
      return reader?.id === viewer?.id;
    };
    return new Response(streamText(parts, stillMay), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="ballot-${input.data.ballotId}.json"`,
      },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
