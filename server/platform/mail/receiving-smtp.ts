import "server-only";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress } from "smtp-server";
import { isValueRefused } from "../database/refused-value";
import { env } from "../env";
import { log } from "../log";
import { Refusal } from "../refusal";
import { boxOf, MAIL_MAX, type Postbox, TOO_LARGE } from "./receiving";

export interface MailIn {
  port: number;
  stop(): Promise<void>;
}

/** Receives email by SMTP if a port is configured; null if none is. */
export async function listenForMail(boxes: readonly Postbox[]): Promise<MailIn | null> {
  const { INBOUND_SMTP_PORT, INBOUND_SMTP_HOST, INBOUND_DOMAIN } = env();
  if (INBOUND_SMTP_PORT === undefined) return null;
  if (!INBOUND_DOMAIN)
    throw new Error("INBOUND_SMTP_PORT needs INBOUND_DOMAIN: set both or neither.");
  const server = new SMTPServer({
    name: INBOUND_DOMAIN,
    banner: "replies and reports",
    // The mail server in front speaks with the world; from it to here there is no way outside.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: MAIL_MAX,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo(address, session, done) {
      // One answer for the whole email could not say which of several was refused.
      if (session.envelope.rcptTo.length > 0)
        return done(answer(452, "4.5.3 One address per email."));
      boxOf(boxes, address.address).then(
        () => done(),
        (error) => done(answerTo(error)),
      );
    },
    async onData(stream, session, done) {
      try {
        const raw = await whole(stream);
        if (!raw) return done(answer(552, `5.3.4 ${TOO_LARGE}`));
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const from = session.envelope.mailFrom as SMTPServerAddress | false;
        const box = await boxOf(boxes, to);
        const { words } = await box.receive(raw, to, from ? from.address : "");
        return done(null, `2.0.0 ${words}`);
      } catch (error) {
        return done(answerTo(error));
      }
    },
  });
  server.on("error", (error) => log.warn({ err: error }, "mail in"));
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(INBOUND_SMTP_PORT, INBOUND_SMTP_HOST, () => {
      server.off("error", failed);
      listening();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, stop: () => new Promise((closed) => server.close(closed)) };
}

/** The whole email, or null for one that is too large: the rest of it is read and thrown away. */
async function whole(stream: AsyncIterable<unknown>): Promise<Buffer | null> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += (piece as Buffer).length;
    if (size > MAIL_MAX) pieces = [];
    else pieces.push(piece as Buffer);
  }
  return size > MAIL_MAX ? null : Buffer.concat(pieces);
}

function answer(code: number, words: string): Error {
  // An answer is one line of ASCII.
  return Object.assign(new Error(words.replace(/[^\x20-\x7e]+/g, " ")), { responseCode: code });
}

/** Answers a refusal with its sentence; after too many tries, or a fault, the sending server tries again. */
function answerTo(error: unknown): Error {
  if (error instanceof Refusal) {
    if (error.code === "TOO_MANY") return answer(450, `4.7.1 ${error.message}`);
    if (error.code === "TOO_LARGE") return answer(552, `5.3.4 ${error.message}`);
    return answer(550, `5.7.1 ${error.message}`);
  }
  log.error({ err: error }, "mail in");
  // The next try would bring the same email.
  if (isValueRefused(error))
    return answer(550, "5.6.0 This email contains something that cannot be stored here.");
  return answer(451, "4.3.0 Something went wrong here. Try again later.");
}
