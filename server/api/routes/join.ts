import "server-only";
import { arriveByEmail, arriveByInvitation } from "@/server/accounts/arriving/commands";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly, plainRefusal } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import { arriveInput } from "@/server/groups/schema";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { spendAttempt } from "@/server/people/sign-in/commands";
import { confirmLink } from "@/server/people/sign-in/flow";
import { demand } from "@/server/platform/refusal";
import { joinPath } from "@/server/platform/web/addresses";

/** The button of the page that an invitation leads to: here it is used up, and its person signed in. */
export const joinByForm = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const input = arriveInput.parse(Object.fromEntries(form));
    await spendAttempt(clientOf(request.headers));
    try {
      if (input.as === "invited") return await confirmLink(request, await arriveByEmail(input));
      const { viewer } = await contextOf(request.headers);
      demand(mayWrite(viewer));
      const { to } = await arriveByInvitation(viewer as Viewer, input.token);
      return leadTo(to);
    } catch (error) {
      // Faults are thrown on; a refusal is said on the page, which knows the way on.
      plainRefusal(error);
      return leadTo(joinPath(input.token, problemOf(error)));
    }
  }),
);

/** The code of a refusal; that of an input for a name that is not valid. */
function problemOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "INVALID";
}

function leadTo(location: string): Response {
  const headers = { Location: location, "Cache-Control": "no-store" };
  return new Response(null, { status: 303, headers });
}
