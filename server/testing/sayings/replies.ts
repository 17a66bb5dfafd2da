import { linesOfParts } from "@/server/notifications/replies/text/mail-text";
import { splitReply } from "@/server/notifications/replies/text/own-words";
import type { SentEmails } from "@/server/notifications/replies/text/sent";
import { partsOf } from "@/server/platform/mail/parts";

/** What the person was mailed whose answers the tests read. */
export const SENT: SentEmails = {
  texts: [
    "Is lemma 2 convex in the first argument, and why is that so?\n\nAnd is it smooth?",
    "Ada Lovelace answered you in “Attention”",
  ],
  subjects: ["Attention"],
  sender: "colloquy@colloquy.example.org",
  replyDomain: "reply.example.org",
  names: ["Ada Lovelace"],
};

/** A mail, its text in the bytes that the signs of a string below U+0100 are. */
export function mailOf(type: string, body: string, more: string[] = []): Buffer {
  const head = ["From: Max <max@example.org>", "Message-ID: <1@example.org>", "MIME-Version: 1.0"];
  const headers = [...head, ...(type ? [`Content-Type: ${type}`] : []), ...more];
  return Buffer.from(`${headers.join("\r\n")}\r\n\r\n${body.replace(/\r?\n/g, "\r\n")}`, "latin1");
}

/** Text as the bytes of UTF-8, each as a sign. */
export const utf8 = (text: string) => Buffer.from(text).toString("latin1");

/** What is kept of a mail, and what is cut off. */
export function answerOf(raw: Buffer, sent = SENT) {
  return splitReply(linesOfParts(partsOf(raw)?.parts ?? []), sent);
}

/** The comment that a plain text becomes. */
export const commentOf = (text: string, sent = SENT) =>
  answerOf(mailOf("text/plain; charset=utf-8", utf8(text)), sent).own;

/** The comment that HTML becomes. */
export const commentOfHtml = (html: string, sent = SENT) =>
  answerOf(mailOf("text/html; charset=utf-8", utf8(html)), sent).own;
