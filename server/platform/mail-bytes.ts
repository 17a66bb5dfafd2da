import "server-only";
import { randomBytes } from "node:crypto";
import MimeNode from "nodemailer/lib/mime-node";
import { quotedPrintable } from "./quoted-printable";

/** What a mail server is told, and the mail itself. */
interface Bytes {
  envelope: MimeNode.Envelope;
  raw: string;
}

/**
 * A mail of text and HTML as it goes over the wire. nodemailer writes the header; the two parts it would take
 * through a chain of streams, at a cost beyond that of sending them.
 */
export function bytesOf(mail: {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** Where it comes back to; the sender where nothing is said. */
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
    lines.push(
      `--${boundary}`,
      `Content-Type: text/${kind}; charset=utf-8`,
      "Content-Transfer-Encoding: quoted-printable",
      "",
      quotedPrintable(body),
    );
  }
  const envelope = { ...node.getEnvelope(), ...(returnPath ? { from: returnPath } : {}) };
  return { envelope, raw: [...lines, `--${boundary}--`, ""].join("\r\n") };
}
