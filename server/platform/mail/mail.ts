import "server-only";
import type { Transporter } from "nodemailer";
import { db } from "../database/db";
import { env } from "../env";
import { log } from "../log";
import { composeMail } from "./bytes";
import type { Pieces } from "./encoding/pieces";
import { type Signing, signingBy } from "./signing";
import { bulkTransport, sendComposed, smtpTransport } from "./smtp";
import { suppressionOf } from "./suppressed";

export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The author of the email's words; the sender is then "Ada via Colloquy". */
  by?: string;
  headers?: Record<string, string>;
  /** Address for bounces; by default the sender. */
  returnPath?: string | undefined;
  /**
   * Whether somebody with an account asked for this email to sign in. A complaint does not stop it: otherwise a person
   * with a forwarded digest could forge a complaint and lock its reader out.
   */
  asked?: boolean;
}

/** One of many emails, which share pieces. */
export interface BulkMail extends Omit<Mail, "html" | "text"> {
  html: Pieces;
  text: Pieces;
}

let transport: Transporter | undefined;
let bulk: Transporter | undefined;
let signing: Signing | null | undefined;

/** Returns how emails are signed; the key is read once. */
function signature(): Signing | null {
  signing ??= signingBy(env());
  return signing;
}

/**
 * Sends over SMTP_URL unless the address is on the suppression list, or, if SMTP_URL is not set, puts the email into
 * the mailbox of the site.
 * @throws the SMTP server's error; callers in jobs are tried again by the queue
 */
export async function sendMail(mail: Mail): Promise<void> {
  // Nothing goes to an address that bounced or complained, whoever asked for the email.
  const why = await suppressionOf(mail.to);
  if (why !== null && !(mail.asked && why === "complaint")) return log.warn("address suppressed");
  await hand(mail);
}

async function hand(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) {
    const { headers = {}, by: _, returnPath: __, asked: ___, ...rest } = mail;
    await db.mailMessage.create({ data: { ...rest, headers } });
    return;
  }
  transport ??= smtpTransport(SMTP_URL, signature());
  await transport.sendMail(message(mail, MAIL_FROM));
}

/** One of many emails, composed. */
export interface Delivery {
  to: string;
  /**
   * Sends it over connections that stay open.
   * @param endAfter it cannot be accepted before this has resolved
   * @throws the SMTP server's error
   */
  send(endAfter: Promise<void>): Promise<void>;
}

/** Composes one of many emails, to an address that is compared with the suppression list before it is sent. */
export function composeDelivery(mail: BulkMail): Delivery {
  const { SMTP_URL, MAIL_FROM } = env();
  const { to } = mail;
  if (!SMTP_URL) return { to, send: (endAfter) => endAfter.then(() => hand(inWhole(mail))) };
  const bytes = composeMail({ from: MAIL_FROM, ...mail });
  return {
    to,
    async send(endAfter) {
      bulk ??= bulkTransport(SMTP_URL, signature());
      await sendComposed(bulk, bytes, { signing: signature(), endAfter });
    },
  };
}

/** Puts the pieces of an email together. */
export function inWhole({ html, text, ...mail }: BulkMail): Mail {
  return { ...mail, html: html.whole, text: text.whole };
}

/** Ends the connections that are kept open; the next email opens new ones. */
export function closeMail(): void {
  transport?.close();
  bulk?.close();
  [transport, bulk, signing] = [undefined, undefined, undefined];
}

/** Converts an email for nodemailer. */
function message({ by, returnPath: _, asked: __, ...mail }: Mail, from: string) {
  return { from: by ? sentBy(by, from) : from, ...mail };
}

/** Combines the site's own address with somebody's name. */
function sentBy(by: string, from: string) {
  const [, name = "", address = from] = /^(.*?)\s*<([^<>]+)>$/.exec(from) ?? [];
  return { name: `${by} via ${name.replace(/"/g, "") || "Colloquy"}`, address };
}
