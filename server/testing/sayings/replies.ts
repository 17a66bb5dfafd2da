import { linesOfParts } from "@/server/notifications/replies/text/mail-text";
import { splitReply } from "@/server/notifications/replies/text/own-words";
import type { SentEmails } from "@/server/notifications/replies/text/sent";
import { partsOf } from "@/server/platform/mail/parts";

/** The emails to which the tests reply. */
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

/** An email, its text in bytes that are the characters of a string below U+0100. */
export function mailOf(type: string, body: string, more: string[] = []): Buffer {
  const head = ["From: Max <max@example.org>", "Message-ID: <1@example.org>", "MIME-Version: 1.0"];
  const headers = [...head, ...(type ? [`Content-Type: ${type}`] : []), ...more];
  return Buffer.from(`${headers.join("\r\n")}\r\n\r\n${body.replace(/\r?\n/g, "\r\n")}`, "latin1");
}

/** Text as the bytes of UTF-8, each as a character. */
export const utf8 = (text: string) => Buffer.from(text).toString("latin1");

/** The part of an email that is kept, and the part that is cut off. */
export function answerOf(raw: Buffer, sent = SENT) {
  return splitReply(linesOfParts(partsOf(raw)?.parts ?? []), sent);
}

/** The comment that a plain text becomes. */
export const commentOf = (text: string, sent = SENT) =>
  answerOf(mailOf("text/plain; charset=utf-8", utf8(text)), sent).own;

/** The comment that HTML becomes. */
export const commentOfHtml = (html: string, sent = SENT) =>
  answerOf(mailOf("text/html; charset=utf-8", utf8(html)), sent).own;
