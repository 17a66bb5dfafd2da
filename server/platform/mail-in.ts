import "server-only";
import PostalMime, { addressParser, type Email } from "postal-mime";
import { env } from "./env";
import { refuse } from "./refusal";

/** Bytes of a mail. */
export const MAIL_MAX = 1_000_000;
/** What a mail that is too large is answered with. */
export const TOO_LARGE = "This mail is too large. Answer in text, without what it quotes.";

/** Who takes mail in, at addresses of the site's own domain. */
export interface Postbox {
  /** Whether an address is one of these. @throws Refusal for one that is, but takes nothing any more */
  takes(address: string): Promise<boolean>;
  /**
   * Takes a mail in.
   * @param returnPath of the envelope: empty for errors, null where there was no envelope
   * @throws Refusal with a sentence for whoever sent it
   */
  receive(raw: Uint8Array, to: string, returnPath: string | null): Promise<Received>;
}

/** What became of a mail. */
export interface Received {
  /** One line for the mail server that brought it. */
  words: string;
  /** The comment that it is now. */
  comment?: string;
}

/** The postbox of an address. @throws Refusal NOT_FOUND where there is none, and what the postbox refuses */
export async function boxOf(boxes: readonly Postbox[], address: string): Promise<Postbox> {
  for (const box of boxes) if (await box.takes(address)) return box;
  return refuse("NOT_FOUND", {
    say: "There is no such address here. Answer a mail of this site, to the address it gives.",
  });
}

/** Takes in a mail that comes without an envelope: its own headers say where it was sent to. */
export async function receivePosted(boxes: readonly Postbox[], raw: Buffer): Promise<Received> {
  if (raw.byteLength > MAIL_MAX) refuse("TOO_LARGE", { say: TOO_LARGE });
  const domain = `@${env().INBOUND_DOMAIN}`;
  const mail = await parsed(raw);
  const to = mail ? addressesIn(mail).find((address) => address.endsWith(domain)) : undefined;
  const box = await boxOf(boxes, to ?? "");
  return box.receive(raw, to ?? "", null);
}

/** A mail in its parts; null for what cannot be read. */
export function parsed(raw: Uint8Array): Promise<Email | null> {
  const limits = { maxNestingDepth: 20, maxHeadersSize: 200_000 };
  return PostalMime.parse(raw, { forceRfc822Attachments: true, ...limits }).catch(() => null);
}

/** Where a mail was sent to, as its own headers say. */
function addressesIn(mail: Email): string[] {
  const names = ["delivered-to", "x-original-to", "envelope-to", "to", "cc"];
  const lines = names.flatMap((name) => headersOf(mail, name));
  const addresses = lines.flatMap((line) => addressParser(line, { flatten: true }));
  return addresses.map(({ address }) => (address ?? "").trim().toLowerCase());
}

/** The values of a header, in the order of the mail. @param name in lower case */
export function headersOf({ headers }: Email, name: string): string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value);
}
