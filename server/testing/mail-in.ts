import nodemailer, { type SendMailOptions, type Transporter } from "nodemailer";
import { afterAll, beforeAll } from "vitest";
import { startMailIn } from "@/server/api/mail-in";
import { forgetEnv } from "@/server/platform/env";
import type { MailIn } from "@/server/platform/mail/receiving-smtp";

/**
 * Receives email for the tests of a file, at reply.colloquy.example.
 * @param settings further settings of the site in these tests
 * @returns hands over an email, as a mail server does, and returns the reply
 */
export function ownMailIn(
  settings: Record<string, string> = {},
): (mail: SendMailOptions) => Promise<string> {
  let inbound: MailIn;
  let transport: Transporter;
  beforeAll(async () => {
    Object.assign(process.env, {
      SITE_URL: "https://colloquy.example",
      INBOUND_DOMAIN: "reply.colloquy.example",
      INBOUND_SMTP_PORT: "0",
      ...settings,
    });
    forgetEnv();
    inbound = (await startMailIn()) as MailIn;
    const { port } = inbound;
    // The connections stay open: each new one is greeted a tenth of a second later, for fear of programs that talk too
    // soon.
    const open = { pool: true, maxRequeues: 0 };
    const plain = { host: "127.0.0.1", port, secure: false, ignoreTLS: true };
    transport = nodemailer.createTransport({ ...open, ...plain });
  });
  afterAll(() => {
    transport.close();
    return inbound.stop();
  });
  return async (mail) => {
    try {
      return (await transport.sendMail(mail)).response;
    } catch (error) {
      return (error as { response?: string }).response ?? String(error);
    }
  };
}
