import "server-only";
import { randomUUID } from "node:crypto";
import base64 from "nodemailer/lib/base64";
import { headerField, recipientsOf, senderOf } from "./encoding/header";
import { Pieces } from "./encoding/pieces";
import type { ComposedMail } from "./smtp";

/**
 * Composes an email of text and HTML as it goes over the wire. nodemailer would send the parts through a chain of
 * streams, which costs more than sending them.
 */
export function composeMail(mail: {
  from: string;
  to: string;
  subject: string;
  html: string | Pieces;
  text: string | Pieces;
  headers?: Record<string, string>;
  /** Address for bounces; by default the sender. */
  returnPath?: string | undefined;
}): ComposedMail {
  const { from, to, subject, html, text, headers = {}, returnPath } = mail;
  // Random for each email, and made in advance by Node, unlike randomBytes.
  const boundary = `--_${randomUUID()}`;
  const sender = senderOf(from);
  const messageId = headers["Message-ID"] ?? `<${randomUUID()}@${sender.split("@").at(-1)}>`;
  const fields = {
    From: from,
    To: to,
    Subject: subject,
    ...headers,
    Date: new Date().toUTCString().replace("GMT", "+0000"),
    "Message-ID": messageId,
    "MIME-Version": "1.0",
  };
  const lines = Object.entries(fields).map(([name, value]) => headerField(name, value));
  const head = `${lines.filter(Boolean).join("\r\n")}\r\nContent-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n`;
  let raw = head;
  for (const [kind, body] of [
    ["plain", text],
    ["html", html],
  ] as const) {
    const { encoding, lines } = encodeBody(body);
    raw += `\r\n--${boundary}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${lines}`;
  }
  raw += `\r\n--${boundary}--\r\n`;
  const envelope = { from: returnPath ?? sender, to: recipientsOf(to) };
  return { envelope, raw, messageId };
}

/** Length of base64 in proportion to its bytes, with the ends of its lines. */
const BASE64 = (4 / 3) * (78 / 76);

/** Encodes a text in lines that mail servers pass on unchanged, in whichever way is shorter. */
export function encodeBody(body: string | Pieces): { encoding: string; lines: string } {
  const { whole: text, quoted: lines } = typeof body === "string" ? new Pieces([body]) : body;
  const quoted = { encoding: "quoted-printable", lines };
  // A character takes at least one byte, so most texts need not be encoded to find this out.
  if (quoted.lines.length <= text.length * BASE64) return quoted;
  const bytes = Buffer.from(text.replace(/\r?\n/g, "\r\n"));
  if (quoted.lines.length <= bytes.length * BASE64) return quoted;
  return { encoding: "base64", lines: base64.wrap(base64.encode(bytes)) };
}
