import "server-only";
import mimeFuncs from "nodemailer/lib/mime-funcs";
import MimeNode from "nodemailer/lib/mime-node";
import { memoize } from "@/server/platform/memoize";

/** An address without anything to quote, encode or convert. */
const PLAIN_ADDRESS = /^[\w.+-]+@[a-z0-9.-]+$/;
/** One message identifier. */
const PLAIN_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/;
/** ASCII without quotes, which nodemailer encodes as well. */
const PLAIN_WORDS = /^[\x21\x23-\x7e][\x20\x21\x23-\x7e]*$/;
const NEVER = /(?!)/;

/** The values of structured fields that are written as they are. */
const PLAIN_IN: Record<string, RegExp> = {
  From: PLAIN_ADDRESS,
  To: PLAIN_ADDRESS,
  "Message-ID": PLAIN_ID,
  References: PLAIN_ID,
  ...Object.fromEntries(
    ["Sender", "Cc", "Bcc", "Reply-To", "In-Reply-To", "Content-Id"].map((name) => [name, NEVER]),
  ),
};

/** Characters of a line, if it can be broken at a blank. */
const WIDTH = 76;

/**
 * Writes one field of an email's header in the bytes in which nodemailer writes it. nodemailer takes a tenth of the
 * time of a digest for ten fields, so it only writes those in which something is encoded, quoted or converted.
 * @param name in its capitals: "List-ID"
 */
export function headerField(name: string, value: string): string {
  if (!(PLAIN_IN[name] ?? PLAIN_WORDS).test(value)) return encodedField(`${name}:${value}`);
  const line = `${name}: ${value}`;
  return line.length < WIDTH ? line : mimeFuncs.foldLines(line, WIDTH);
}

const MAIL = new MimeNode("multipart/alternative");

/** Fields as nodemailer writes them, such as the sender, which is the same in all emails. */
const encodedField = memoize((field) => {
  const [name = ""] = field.split(":", 1);
  const part = new MimeNode("", { rootNode: MAIL });
  return part.setHeader(name, field.slice(name.length + 1)).buildHeaders();
}, 100);

/** The address of a sender such as "Colloquy <digests@example.org>". */
export const senderOf = memoize(
  (from) => new MimeNode("").setHeader("From", from).getEnvelope().from || "",
  10,
);

/** The addresses of recipients, as a mail server gets them. */
export function recipientsOf(to: string): string[] {
  return PLAIN_ADDRESS.test(to) ? [to] : new MimeNode("").setHeader("To", to).getEnvelope().to;
}
