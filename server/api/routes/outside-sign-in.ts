import "server-only";
import { clientOf, contextOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import { mayWrite } from "@/server/people/policy";
import { whereTo } from "@/server/people/schema";
import { spendAttempt } from "@/server/people/sign-in/commands";
import { finishOutside, startOutside } from "@/server/people/sign-in/flow";
import { outsideSignIns } from "@/server/people/sign-in/providers";
import { demand } from "@/server/platform/refusal";

type Params = { provider: string };

/** Sends somebody to the provider they chose: to sign in, or with `connect` to tie the account there. */
export const startOutsideSignIn = fromThisSite(
  plainly(async (request: Request, { provider }: Params) => {
    const chosen = outsideSignIns().find(({ id }) => id === provider);
    if (!chosen) return new Response(null, { status: 404 });
    const form = await request.formData().catch(() => null);
    const { ip, viewer, sessionToken } = await contextOf(request.headers);
    await spendAttempt(ip);
    const connecting = form?.get("connect") === "1";
    if (connecting) demand(mayWrite(viewer));
    const started = await startOutside(request, {
      provider,
      to: whereTo.parse(form?.get("to")),
      connect: connecting ? sessionToken : null,
    });
    return started instanceof Response ? started : onward(chosen.name, started);
  }),
);

/**
 * Receives people whom an outside provider sends back. Links from emails do not come here: they lead to a
 * page with a button, so that a mail scanner that opens them does not use them up.
 */
export const finishOutsideSignIn = plainly(async (request: Request, { provider }: Params) => {
  if (!outsideSignIns().some(({ id }) => id === provider))
    return new Response(null, { status: 404 });
  await spendAttempt(clientOf(request.headers));
  return finishOutside(request, provider);
});

/**
 * A page that goes on by itself. A redirect would stay bound to the form that was sent: browsers hold
 * every stop of it against form-action, and a provider may lead on to sites that nobody can name here.
 */
function onward(name: string, { location, cookies }: { location: string; cookies: string[] }) {
  const href = escaped(location);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${href}">
<title>Redirecting to ${escaped(name)}</title>
</head>
<body><p>Redirecting to ${escaped(name)}. <a href="${href}">Continue</a></p></body>
</html>
`;
  const headers = new Headers({
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
  });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(html, { headers });
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
