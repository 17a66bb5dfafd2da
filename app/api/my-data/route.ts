import { ownDataFile } from "@/server/accounts/queries";
import { contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { streamText } from "@/server/door/text-file";
import { refuse } from "@/server/platform/refusal";

export const dynamic = "force-dynamic";

/** `GET /api/my-data`: everything of the viewer's own, as a JSON file. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewerNow = async () => (await contextOf(request.headers)).viewer;
    const viewer = await viewerNow();
    if (!viewer) refuse("SIGN_IN_NEEDED");
    const parts = await ownDataFile(viewer);
    const stillMay = async () => (await viewerNow())?.id === viewer.id;
    return new Response(streamText(parts, stillMay), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="colloquy-${viewer.handle}.json"`,
      },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
