import "server-only";
import nodemailer, { type Transporter } from "nodemailer";
import { db } from "./db";
import { env } from "./env";

export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
}

let transport: Transporter | undefined;

/**
 * Sends over SMTP_URL, or where none is set puts the mail into the mailbox of the site.
 * @throws whatever the SMTP server answers; callers in jobs are tried again by the queue
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) {
    const { headers = {}, ...rest } = mail;
    await db.mailMessage.create({ data: { ...rest, headers } });
    return;
  }
  transport ??= nodemailer.createTransport(SMTP_URL);
  await transport.sendMail({ from: MAIL_FROM, ...mail });
}
