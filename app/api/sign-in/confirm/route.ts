import { clientOf } from "@/server/door/context";
import { plainRefusal } from "@/server/door/plain-refusal";
import { FOREIGN, isSameSite } from "@/server/door/same-site";
import { confirmInput } from "@/server/people/schema";
import { spendAttempt } from "@/server/people/sign-in/commands";
import { confirmLink } from "@/server/people/sign-in/flow";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

/** The button of the page that a sign-in link leads to: here the link is used up. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameSite(request)) return new Response(FOREIGN, { status: 403 });
  const form = await request.formData().catch(() => new FormData());
  const fields = confirmInput.safeParse(Object.fromEntries(form));
  if (!fields.success) {
    const location = withQuery(PATHS.signIn, { error: "Verification" });
    const headers = { Location: location, "Cache-Control": "no-store" };
    return new Response(null, { status: 303, headers });
  }
  try {
    await spendAttempt(clientOf(request.headers));
    return await confirmLink(request, fields.data);
  } catch (error) {
    return plainRefusal(error);
  }
}
