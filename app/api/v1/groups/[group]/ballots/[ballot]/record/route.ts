import { contextOf } from "@/server/api/context";
import { refusalShape } from "@/server/api/errors";
import { record } from "@/server/ballots/record";
import { ballotInput } from "@/server/ballots/schema";
import { groupScope } from "@/server/groups/scope";

export const dynamic = "force-dynamic";

interface Place {
  params: Promise<{ group: string; ballot: string }>;
}

const UNKEPT = { "Cache-Control": "private, no-store" };

/** The record of a closed ballot as a file, for whoever may see the group. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { group, ballot } = await params;
  const input = ballotInput.safeParse({ ballotId: ballot });
  if (!input.success) return no(404, "There is nothing here, or it is not open to you.");
  try {
    const { viewer } = await contextOf(request.headers);
    const found = await record(await groupScope(viewer, group), input.data.ballotId);
    return new Response(`${JSON.stringify(found, null, 2)}\n`, {
      headers: {
        ...UNKEPT,
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="ballot-${ballot}.json"`,
      },
    });
  } catch (error) {
    const refusal = refusalShape(error);
    if (!refusal) throw error;
    return no(refusal.code === "NOT_FOUND" ? 404 : 409, refusal.say);
  }
}

function no(status: number, say: string): Response {
  return Response.json({ error: say }, { status, headers: UNKEPT });
}
