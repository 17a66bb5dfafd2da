import "server-only";
import { linkInput } from "@/server/digests/schema";
import { unsubscribe } from "@/server/digests/subscriptions/by-link";
import { muteByLink } from "@/server/notifications/following/commands";
import { muteLinkInput } from "@/server/notifications/schema";
import { Refusal } from "@/server/platform/refusal";
import { mutePath, unsubscribePath } from "@/server/platform/web/addresses";

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token");

/** One-click unsubscribing by a mail program (RFC 8058): no cookie, no question; the link proves it. */
export function unsubscribeByLink(request: Request): Promise<Response> {
  const fields = linkInput.safeParse({ token: tokenOf(request) });
  return actByLink(fields.data?.token, unsubscribe, "You have been unsubscribed.\n");
}

/** One-click muting by a mail program, in the same way. */
export function muteByOneClick(request: Request): Promise<Response> {
  const fields = muteLinkInput.safeParse({ token: tokenOf(request) });
  return actByLink(fields.data?.token, muteByLink, "You will get no more emails about this.\n");
}

async function actByLink(
  token: string | undefined,
  use: (token: string) => Promise<unknown>,
  done: string,
): Promise<Response> {
  if (token === undefined) return new Response("This link is incomplete.\n", { status: 400 });
  try {
    await use(token);
    return new Response(done);
  } catch (error) {
    if (error instanceof Refusal) return new Response(`${error.message}\n`, { status: 400 });
    throw error;
  }
}

/** Somebody opened the link in a browser: a page with one button, which alone changes something. */
export const showUnsubscribing = (request: Request) => toPage(unsubscribePath, request);

/** Somebody opened a muting link in a browser. */
export const showMuting = (request: Request) => toPage(mutePath, request);

function toPage(pathOf: (token: string) => string, request: Request): Response {
  const location = pathOf(tokenOf(request) ?? "");
  return new Response(null, { status: 303, headers: { Location: location } });
}
