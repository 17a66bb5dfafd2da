import "server-only";
import { randomUUID } from "node:crypto";
import base64 from "nodemailer/lib/base64";
import MimeNode from "nodemailer/lib/mime-node";
import { Pieces } from "./encoding/pieces";

/** The envelope for a mail server, and the email itself. */
interface Bytes {
  envelope: MimeNode.Envelope;
  raw: Buffer;
  messageId: string;
}

/**
 * Composes an email of text and HTML as it goes over the wire. nodemailer writes the header. It would send the parts
 * through a chain of streams, which costs more than sending them.
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
}): Bytes {
  const { from, to, subject, html, text, headers = {}, returnPath } = mail;
  // Random for each email, and made in advance by Node, unlike randomBytes.
  const boundary = `--_${randomUUID()}`;
  const node = new MimeNode(`multipart/alternative; boundary="${boundary}"`, {
    baseBoundary: boundary,
  });
  node.setHeader({ From: from, To: to, Subject: subject, ...headers });
  const parts: Buffer[] = [Buffer.from(`${node.buildHeaders()}\r\n`, "latin1")];
  for (const [kind, body] of [
    ["plain", text],
    ["html", html],
  ] as const) {
    const { encoding, lines } = encodeBody(body);
    const header = `\r\n--${boundary}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    parts.push(Buffer.from(header, "latin1"), lines);
  }
  parts.push(Buffer.from(`\r\n--${boundary}--\r\n`, "latin1"));
  const envelope = { ...node.getEnvelope(), ...(returnPath ? { from: returnPath } : {}) };
  return { envelope, raw: Buffer.concat(parts), messageId: node.messageId() };
}

/** Length of base64 in proportion to its bytes, with the ends of its lines. */
const BASE64 = (4 / 3) * (78 / 76);

/** Encodes a text in lines that mail servers pass on unchanged, in whichever way is shorter. */
export function encodeBody(body: string | Pieces): { encoding: string; lines: Buffer } {
  const { whole: text, quoted: lines } = typeof body === "string" ? new Pieces([body]) : body;
  const quoted = { encoding: "quoted-printable", lines };
  // A character takes at least one byte, so most texts need not be encoded to find this out.
  if (quoted.lines.length <= text.length * BASE64) return quoted;
  const bytes = Buffer.from(text.replace(/\r?\n/g, "\r\n"));
  if (quoted.lines.length <= bytes.length * BASE64) return quoted;
  return { encoding: "base64", lines: Buffer.from(base64.wrap(base64.encode(bytes)), "latin1") };
}
