import { afterAll, beforeAll } from "vitest";
import { startMailIn } from "@/server/api/mail-in";
import { forgetEnv } from "@/server/platform/env";
import type { MailIn } from "@/server/platform/mail/receiving-smtp";

/**
 * Receives email for the tests of a file, at reply.colloquy.example.
 * @param settings further settings of the site in these tests
 * @returns a function that returns the port
 */
export function ownMailIn(settings: Record<string, string> = {}): () => number {
  let inbound: MailIn;
  beforeAll(async () => {
    Object.assign(process.env, {
      SITE_URL: "https://colloquy.example",
      INBOUND_DOMAIN: "reply.colloquy.example",
      INBOUND_SMTP_PORT: "0",
      ...settings,
    });
    forgetEnv();
    inbound = (await startMailIn()) as MailIn;
  });
  afterAll(() => inbound.stop());
  return () => inbound.port;
}
