// Reads a reply by email: its sender, the comments it replies to, and its text.
import "server-only";
import { createHash } from "node:crypto";
import {
  addressesIn,
  headersOf,
  type MailParts,
  type Part,
  partsOf,
} from "@/server/platform/mail/parts";
import { commentsNamedIn, isOurs } from "../sending/message-ids";
import type { Line } from "./text/lines";
import { isTextPart, linesOfParts } from "./text/mail-text";

/** Most comments that one email counts as a reply to. Mail programs name all earlier emails of a thread. */
const REPLIED_TO_AT_MOST = 50;

/** A reply as it came by email, or the reason why the email is not a reply. */
export type Incoming =
  | { no: string }
  | {
      from: string;
      /** Its whole text, quotations included. */
      lines: Line[];
      /** The comments that it replies to, the nearest first. */
      repliesTo: string[];
      /** Identifies the email, however often it is delivered. */
      key: string;
      /** Whether it has attachments, which are dropped. */
      attached: boolean;
    };

/** Reads an email. @param returnPath the envelope's address for errors; empty for an email that is itself an error */
export function readMail(raw: Uint8Array, returnPath: string | null): Incoming {
  const mail = partsOf(raw);
  if (!mail) return { no: "This email cannot be read." };
  const automatic = whyAutomatic(mail, returnPath);
  if (automatic) return { no: automatic };
  const [from, ...others] = addressesIn(mail.headers, "from");
  if (!from || others.length > 0) return { no: "This email does not say who it is from." };
  const named = ["references", "in-reply-to"].flatMap((name) => headersOf(mail, name));
  return {
    from,
    lines: linesOfParts(mail.parts),
    repliesTo: named.flatMap(commentsNamedIn).reverse().slice(0, REPLIED_TO_AT_MOST),
    key: keyOf(messageId(mail) || raw),
    attached: mail.parts.some(isAttached),
  };
}

function messageId(mail: MailParts): string {
  return headersOf(mail, "message-id")[0] ?? "";
}

/** Refuses emails by machines and those that have come back, which would loop. @returns why; null for a person's */
function whyAutomatic(mail: MailParts, returnPath: string | null): string | null {
  const first = (name: string) => headersOf(mail, name)[0]?.trim().toLowerCase();
  const sent = first("auto-submitted");
  const bounces = returnPath === "" || first("return-path") === "<>";
  const answered = first("x-autoreply") ?? first("x-autorespond") ?? first("x-autoresponse");
  const report = /^multipart\/report\b/.test(first("content-type") ?? "");
  const many = /^(bulk|junk|list|auto_reply)$/.test(first("precedence") ?? "");
  if (bounces || report || answered || many || (sent && !/^no\b/.test(sent))) {
    return "Automatic replies are not accepted.";
  }
  if (first("x-loop") !== undefined || isOurs(messageId(mail))) {
    return "This email was sent by this site itself.";
  }
  if (first("list-id") !== undefined || first("resent-from") !== undefined) {
    return "Emails that were passed on are not accepted. Reply to the original email.";
  }
  return null;
}

/** Whether a part is an attachment. Inline images mostly belong to a signature, and alternatives repeat the text. */
function isAttached(part: Part): boolean {
  const { type, among, attached, named } = part;
  if (isTextPart(part) || (among && !attached)) return false;
  if (/^application\/(pgp|pkcs7|x-pkcs7)-/.test(type)) return false;
  return !(type.startsWith("image/") && named);
}

/** Makes a UUID (version 8, RFC 9562) from an email's Message-ID or content. */
function keyOf(identity: string | Uint8Array): string {
  const hash = createHash("sha256").update("colloquy mail ").update(identity).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
