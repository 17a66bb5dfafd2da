import "server-only";
import { env } from "../env";
import { refuse } from "../refusal";
import { addressesIn, headersOfMail } from "./parts";

/** Most bytes of an email. */
export const MAIL_MAX = 1_000_000;
/** The answer to an email that is too large. */
export const TOO_LARGE =
  "This email is too large. Reply in plain text, without the quoted message.";

/** A receiver of email at some addresses of the site's own domain. */
export interface Postbox {
  /** Whether an address is one of these. @throws Refusal if it is one, but no longer takes email */
  takes(address: string): Promise<boolean>;
  /**
   * Receives an email.
   * @param returnPath of the envelope: empty for errors, null if there was no envelope
   * @throws Refusal with a sentence for the sender
   */
  receive(raw: Uint8Array, to: string, returnPath: string | null): Promise<Received>;
}

/** The result of receiving an email. */
export interface Received {
  /** One line for the mail server that brought it. */
  words: string;
  /** The id of the comment it became. */
  comment?: string;
}

/** Finds the postbox of an address. @throws Refusal NOT_FOUND if there is none, and any refusal of the postbox */
export async function boxOf(boxes: readonly Postbox[], address: string): Promise<Postbox> {
  for (const box of boxes) if (await box.takes(address)) return box;
  return refuse("NOT_FOUND", {
    say: "There is no such address here. Reply to an email from this site, at the address it gives.",
  });
}

/** Headers that name the recipient of an email. */
const SENT_TO = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"];

/** Receives an email that comes without an envelope: its own headers say where it was sent to. */
export async function receivePosted(boxes: readonly Postbox[], raw: Buffer): Promise<Received> {
  if (raw.byteLength > MAIL_MAX) refuse("TOO_LARGE", { say: TOO_LARGE });
  const domain = `@${env().INBOUND_DOMAIN}`;
  const headers = headersOfMail(raw);
  const to = SENT_TO.flatMap((name) => addressesIn(headers, name)).find((address) =>
    address.endsWith(domain),
  );
  const box = await boxOf(boxes, to ?? "");
  return box.receive(raw, to ?? "", null);
}
