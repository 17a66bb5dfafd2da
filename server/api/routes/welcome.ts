import "server-only";
import { contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import { completeFirstVisit } from "@/server/people/commands";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { welcomeInput, whereTo } from "@/server/people/schema";
import { demand } from "@/server/platform/refusal";

/**
 * The form of the first visit in a browser without JavaScript. Without it, nobody new could come past that page.
 * Its fields are `name`, `timeZone` and `to`.
 */
export const welcomeByForm = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const input = welcomeInput.parse(Object.fromEntries(form));
    const { viewer } = await contextOf(request.headers);
    demand(mayWrite(viewer));
    await completeFirstVisit(viewer as Viewer, input);
    return new Response(null, {
      status: 303,
      headers: { Location: whereTo.parse(form.get("to")), "Cache-Control": "no-store" },
    });
  }),
);
