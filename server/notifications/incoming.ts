import "server-only";
import { createHash } from "node:crypto";
import EmailReplyParser from "email-reply-parser";
import { type Attachment, addressParser, type Email } from "postal-mime";
import sanitize from "sanitize-html";
import { headersOf, parsed } from "@/server/platform/mail-in";
import { commentsNamedIn, isOurs } from "./message-ids";

/** Characters of a mail that are looked at: three times the longest comment, before what it quotes. */
const LOOKED_AT = 30_000;

/** An answer as it came by mail, or why it is none. */
export type Incoming =
  | { no: string }
  | {
      from: string;
      text: string;
      /** Comments of ours that it answers, the nearest first. */
      answers: string[];
      /** The same for the same mail, however often it comes. */
      key: string;
      /** Whether something was attached that is not kept. */
      attached: boolean;
    };

/** Reads a mail. @param returnPath where the envelope says errors go; empty for one that is itself an error */
export async function readMail(raw: Uint8Array, returnPath: string | null): Promise<Incoming> {
  const mail = await parsed(raw);
  if (!mail) return { no: "This mail cannot be read." };
  const automatic = whyAutomatic(mail, returnPath);
  if (automatic) return { no: automatic };
  const [from, ...others] = headersOf(mail, "from").flatMap((line) =>
    addressParser(line, { flatten: true }),
  );
  if (!from?.address || others.length > 0) return { no: "This mail does not say whom it is from." };
  const text = answerIn(mail);
  if (text === "") return { no: "There is nothing in this mail but what it quotes." };
  const named = [...headersOf(mail, "references"), ...headersOf(mail, "in-reply-to")];
  return {
    from: from.address.trim().toLowerCase(),
    text,
    answers: named.flatMap(commentsNamedIn).reverse(),
    key: keyOf(mail.messageId ?? raw),
    attached: mail.attachments.some(isAttached),
  };
}

/** A machine wrote it, or it has come round in a circle: answering it would never end. */
function whyAutomatic(mail: Email, returnPath: string | null): string | null {
  const first = (name: string) => headersOf(mail, name)[0]?.trim().toLowerCase();
  const sent = first("auto-submitted");
  const bounces = returnPath === "" || first("return-path") === "<>";
  const answered = first("x-autoreply") ?? first("x-autorespond") ?? first("x-autoresponse");
  const report = /^multipart\/report\b/.test(first("content-type") ?? "");
  const many = /^(bulk|junk|list|auto_reply)$/.test(first("precedence") ?? "");
  if (bounces || report || answered || many || (sent && !/^no\b/.test(sent))) {
    return "Answers by machines are not taken.";
  }
  if (first("x-loop") !== undefined || isOurs(mail.messageId ?? "")) {
    return "This mail has come from here already.";
  }
  if (first("list-id") !== undefined || first("resent-from") !== undefined) {
    return "Mails that were passed on are not taken. Answer yourself.";
  }
  return null;
}

/** Images inside the text are mostly those of a signature. */
function isAttached({ mimeType, disposition, related, contentId }: Attachment): boolean {
  if (/^application\/(pgp|pkcs7|x-pkcs7)-/.test(mimeType)) return false;
  return !(mimeType.startsWith("image/") && (disposition === "inline" || related || contentId));
}

/** What somebody wrote, without what the mail quotes and without the signature. */
function answerIn({ text, html }: Email): string {
  const written = text?.trim() ? text : html ? textOf(html) : "";
  const whole = written
    .slice(0, LOOKED_AT)
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot be kept
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    // The parser below takes the square of the number of empty lines.
    .replace(/\n[ \t\u00a0]*(?=\n[ \t\u00a0]*\n)/g, "")
    .toWellFormed();
  const visible = new EmailReplyParser().parseReply(whole).trim();
  // It does not know every language: a line with an address and a colon, before a quotation, leads it in.
  if (!/^>/m.test(whole)) return visible;
  return visible.replace(/(?:^|\n)[^\n]*\n?[^\n]*@[^\n]*:$/, "").trim();
}

/** A mail that has only HTML, as text. What mail programs mark as quoted is left out. */
function textOf(html: string): string {
  const lines = html
    .slice(0, 10 * LOOKED_AT)
    .replace(/\s+/g, " ")
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^>]{0,200}>/gi, "$&\n");
  const text = sanitize(lines, {
    allowedTags: ["blockquote", "div"],
    allowedAttributes: { div: ["class", "id"] },
    nestingLimit: 100,
    exclusiveFilter: ({ tag, attribs }) =>
      tag === "blockquote" ||
      /gmail_quote|gmail_signature|moz-cite-prefix|moz-signature|yahoo_quoted|divRplyFwdMsg/.test(
        `${attribs.class ?? ""} ${attribs.id ?? ""}`,
      ),
  });
  const named: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return text
    .replace(/<\/?div[^>]*>/g, "")
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? "")
    .replace(/ *\n */g, "\n");
}

/** A UUID (version 8, RFC 9562) made of what names the mail. */
function keyOf(what: string | Uint8Array): string {
  const hash = createHash("sha256").update("colloquy mail ").update(what).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
