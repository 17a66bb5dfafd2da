import { muteByLink } from "@/server/notifications/following/commands";
import { muteLinkInput } from "@/server/notifications/schema";
import { Refusal } from "@/server/platform/refusal";
import { mutePath } from "@/server/platform/web/addresses";

/** One-click muting by a mail program (RFC 8058): no cookie, no question; the link proves it. */
export async function POST(request: Request): Promise<Response> {
  const fields = muteLinkInput.safeParse({ token: new URL(request.url).searchParams.get("token") });
  if (!fields.success) return new Response("This link is incomplete.\n", { status: 400 });
  try {
    await muteByLink(fields.data.token);
    return new Response("You will get no more emails about this.\n");
  } catch (error) {
    if (error instanceof Refusal) return new Response(`${error.message}\n`, { status: 400 });
    throw error;
  }
}

/** Somebody opened the link in a browser: a page with one button, which alone changes something. */
export function GET(request: Request): Response {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const location = mutePath(token);
  return new Response(null, { status: 303, headers: { Location: location } });
}
