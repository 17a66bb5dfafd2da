import { linkInput } from "@/server/digests/schema";
import { unsubscribe } from "@/server/digests/subscriptions/by-link";
import { Refusal } from "@/server/platform/refusal";
import { unsubscribePath } from "@/server/platform/web/addresses";

/** One-click unsubscribing by a mail program (RFC 8058): no cookie, no question; the link proves it. */
export async function POST(request: Request): Promise<Response> {
  const fields = linkInput.safeParse({ token: new URL(request.url).searchParams.get("token") });
  if (!fields.success) return new Response("This link is incomplete.\n", { status: 400 });
  try {
    await unsubscribe(fields.data.token);
    return new Response("You have been unsubscribed.\n");
  } catch (error) {
    if (error instanceof Refusal) return new Response(`${error.message}\n`, { status: 400 });
    throw error;
  }
}

/** Somebody opened the link in a browser: a page with one button. */
export function GET(request: Request): Response {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const location = unsubscribePath(token);
  return new Response(null, { status: 303, headers: { Location: location } });
}
