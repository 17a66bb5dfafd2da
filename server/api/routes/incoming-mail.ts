import "server-only";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { plainRefusal } from "@/server/door/plain-refusal";
import { env } from "@/server/platform/env";
import { receivePosted } from "@/server/platform/mail/receiving";
import { postboxes } from "../mail-in";

/**
 * Takes an email to an address of the site's own domain as a mail service hands it on, whole (message/rfc822),
 * signed as standardwebhooks.com says. 200 where it was taken, with the comment that it is now; 4xx with a sentence
 * where it was not.
 */
export async function takeMail(request: Request): Promise<Response> {
  const { INBOUND_WEBHOOK_SECRET, INBOUND_DOMAIN } = env();
  if (!INBOUND_WEBHOOK_SECRET || !INBOUND_DOMAIN) {
    return new Response("This site does not accept incoming mail.\n", { status: 404 });
  }
  const raw = Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  try {
    new Webhook(INBOUND_WEBHOOK_SECRET).verify(raw, headers, { jsonParse: false });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return new Response("The signature does not match.\n", { status: 401 });
  }
  try {
    const { words, ...made } = await receivePosted(postboxes, raw);
    return Response.json({ ...made, words }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return plainRefusal(error);
  }
}
