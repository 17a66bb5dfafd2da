import "server-only";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import { codeInput, confirmInput, linkInput, whereTo } from "@/server/people/schema";
import {
  closeSession,
  openSession,
  sessionCookie,
  tokenFromCookies,
} from "@/server/people/sessions/commands";
import { askedCookie, askedIn, newTicket } from "@/server/people/sign-in/codes/codes";
import { takeCode } from "@/server/people/sign-in/codes/commands";
import { requestLink, spendAttempt } from "@/server/people/sign-in/commands";
import { confirmLink } from "@/server/people/sign-in/flow";
import { findDemoPerson } from "@/server/people/sign-in/mailbox/queries";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

/** The sign-in form of a browser without JavaScript. */
export const requestLinkByForm = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const fields = linkInput.safeParse(Object.fromEntries(form));
    const to = fields.success ? fields.data.to : whereTo.parse(form.get("to"));
    if (!fields.success) return leadTo(signInPage({ error: "Address", to }));
    const { email } = fields.data;
    const ticket = newTicket();
    await requestLink({ email, to, ticket }, clientOf(request.headers));
    return leadTo(signInPage({ sent: "1", to }), askedCookie({ email, ticket }));
  }),
);

/** The code of a sign-in email, typed in the browser that asked for it: by its fields, or by its cookie. */
export const signInByCode = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const fields = Object.fromEntries(form);
    const to = whereTo.parse(fields.to);
    await spendAttempt(clientOf(request.headers));
    const asked = fields.ticket ? {} : askedIn(request);
    const input = codeInput.safeParse({ ...fields, ...asked });
    const token = input.success ? await takeCode(input.data) : null;
    if (!input.success || !token) return leadTo(signInPage({ error: "Code", sent: "1", to }));
    return confirmLink(request, { token, email: input.data.email, to });
  }),
);

/** The button of the page that a sign-in link leads to: here the link is used up. */
export const confirmSignIn = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const fields = confirmInput.safeParse(Object.fromEntries(form));
    if (!fields.success) return leadTo(signInPage({ error: "Verification" }));
    await spendAttempt(clientOf(request.headers));
    return confirmLink(request, fields.data);
  }),
);

/** Signs in as one of the demo's people, on a site that only the person who runs it can see. */
export const signInAsDemo = fromThisSite(
  plainly(async (request: Request) => {
    const { direct, userAgent, sessionToken } = await contextOf(request.headers);
    const handle = (await request.formData().catch(() => null))?.get("handle");
    const personId = await findDemoPerson(typeof handle === "string" ? handle : "", direct);
    if (sessionToken) await closeSession(sessionToken);
    return leadTo(PATHS.desk, sessionCookie(await openSession(personId, userAgent)));
  }),
);

/** Ends this browser's session. */
export const signOut = fromThisSite(async (request: Request) => {
  const to = (await request.formData().catch(() => null))?.get("to");
  const token = tokenFromCookies(request.headers.get("cookie"));
  if (token) await closeSession(token);
  return leadTo(whereTo.parse(to), sessionCookie(null));
});

const signInPage = (query: Record<string, string>) => withQuery(PATHS.signIn, query);

function leadTo(location: string, cookie?: string): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
  if (cookie) headers.set("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
