import { contextOf } from "@/server/api/context";
import { FOREIGN, isSameSite } from "@/server/api/same-site";
import { demoPerson } from "@/server/people/queries";
import { openSession, sessionCookie } from "@/server/people/sessions";
import { Refusal } from "@/server/platform/refusal";

/** Signs in as one of the demo's people: embedded default only, from loopback only. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const { ip, userAgent } = await contextOf(request.headers);
  const handle = (await request.formData().catch(() => null))?.get("handle");
  try {
    const personId = await demoPerson(String(handle ?? "").slice(0, 60), ip);
    const cookie = sessionCookie(await openSession(personId, userAgent));
    return new Response(null, {
      status: 303,
      headers: { Location: "/desk", "Set-Cookie": cookie },
    });
  } catch (error) {
    if (error instanceof Refusal) return new Response(error.message, { status: 404 });
    throw error;
  }
}
