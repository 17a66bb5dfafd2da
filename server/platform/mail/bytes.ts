import "server-only";
import { randomBytes } from "node:crypto";
import base64 from "nodemailer/lib/base64";
import MimeNode from "nodemailer/lib/mime-node";
import { quotedPrintable } from "./quoted-printable";

/** The envelope for a mail server, and the email itself. */
interface Bytes {
  envelope: MimeNode.Envelope;
  raw: string;
}

/**
 * Composes an email of text and HTML as it goes over the wire. nodemailer writes the header. It would send the parts
 * through a chain of streams, which costs more than sending them.
 */
export function composeMail(mail: {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** Address for bounces; by default the sender. */
  returnPath?: string | undefined;
}): Bytes {
  const { from, to, subject, html, text, headers = {}, returnPath } = mail;
  const boundary = `--_${randomBytes(12).toString("hex")}`;
  const node = new MimeNode(`multipart/alternative; boundary="${boundary}"`);
  node.setHeader({ From: from, To: to, Subject: subject, ...headers });
  const lines = [node.buildHeaders(), ""];
  for (const [kind, body] of [
    ["plain", text],
    ["html", html],
  ] as const) {
    const { encoding, lines: encoded } = encodeBody(body);
    lines.push(
      `--${boundary}`,
      `Content-Type: text/${kind}; charset=utf-8`,
      `Content-Transfer-Encoding: ${encoding}`,
      "",
      encoded,
    );
  }
  const envelope = { ...node.getEnvelope(), ...(returnPath ? { from: returnPath } : {}) };
  return { envelope, raw: [...lines, `--${boundary}--`, ""].join("\r\n") };
}

/** Length of base64 in proportion to its bytes, with the ends of its lines. */
const BASE64 = (4 / 3) * (78 / 76);

/** Encodes a text in lines that mail servers pass on unchanged, in whichever way is shorter. */
export function encodeBody(text: string): { encoding: string; lines: string } {
  const quoted = { encoding: "quoted-printable", lines: quotedPrintable(text) };
  // A character takes at least one byte, so most texts need not be encoded to find this out.
  if (quoted.lines.length <= text.length * BASE64) return quoted;
  const bytes = Buffer.from(text.replace(/\r?\n/g, "\r\n"));
  if (quoted.lines.length <= bytes.length * BASE64) return quoted;
  return { encoding: "base64", lines: base64.wrap(base64.encode(bytes)) };
}
