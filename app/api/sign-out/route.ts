import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { whereTo } from "@/server/people/schema";
import { closeSession, sessionCookie, tokenFromCookies } from "@/server/people/sessions/commands";

/** Ends this browser's session. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const to = (await request.formData().catch(() => null))?.get("to");
  const token = tokenFromCookies(request.headers.get("cookie"));
  if (token) await closeSession(token);
  return new Response(null, {
    status: 303,
    headers: {
      Location: whereTo.parse(to),
      "Set-Cookie": sessionCookie(null),
      "Cache-Control": "no-store",
    },
  });
}
