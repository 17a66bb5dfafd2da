import { clientOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { linkInput, whereTo } from "@/server/people/schema";
import { requestLink } from "@/server/people/sign-in/commands";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

/** The sign-in form of a browser without JavaScript. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const form = await request.formData().catch(() => new FormData());
  const fields = linkInput.safeParse(Object.fromEntries(form));
  if (!fields.success) return leadTo({ error: "Address", to: whereTo.parse(form.get("to")) });
  try {
    await requestLink(fields.data, clientOf(request.headers));
  } catch (error) {
    return plainRefusal(error);
  }
  return leadTo({ sent: "1", to: fields.data.to });
}

function leadTo(query: Record<string, string>): Response {
  const headers = {
    Location: withQuery(PATHS.signIn, query),
    "Cache-Control": "no-store",
  };
  return new Response(null, { status: 303, headers });
}
