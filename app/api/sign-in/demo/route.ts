import { contextOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { findDemoPerson } from "@/server/people/mailbox/queries";
import { closeSession, openSession, sessionCookie } from "@/server/people/sessions/commands";
import { PATHS } from "@/server/platform/web/addresses";

/** Signs in as one of the demo's people, on a site that only the person who runs it can see. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const { direct, userAgent, sessionToken } = await contextOf(request.headers);
  const handle = (await request.formData().catch(() => null))?.get("handle");
  try {
    const personId = await findDemoPerson(typeof handle === "string" ? handle : "", direct);
    if (sessionToken) await closeSession(sessionToken);
    const cookie = sessionCookie(await openSession(personId, userAgent));
    return new Response(null, {
      status: 303,
      headers: { Location: PATHS.desk, "Set-Cookie": cookie, "Cache-Control": "no-store" },
    });
  } catch (error) {
    return plainRefusal(error);
  }
}
