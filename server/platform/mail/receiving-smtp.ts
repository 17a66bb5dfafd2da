import "server-only";
import type { AddressInfo, Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { SMTPServer, type SMTPServerAddress } from "smtp-server";
import { isValueRefused } from "../database/refused-value";
import { env } from "../env";
import { networkOf } from "../limits";
import { log } from "../log";
import { Refusal } from "../refusal";
import { boxOf, MAIL_MAX, type Postbox, TOO_LARGE } from "./receiving";

export interface MailIn {
  port: number;
  stop(): Promise<void>;
}

/** Limits for holding the port without bringing an email. */
interface Bounds {
  /** Most conversations at one time. */
  all: number;
  /** Most conversations of one public network at one time. A relay on a private network may have them all. */
  network: number;
  /** Most milliseconds of one conversation, however active. An email of 1 MB takes three minutes by modem. */
  wholeMs: number;
}
const BOUNDS: Bounds = { all: 20, network: 5, wholeMs: 600_000 };

/** Receives email by SMTP if a port is configured; null if none is. */
export async function listenForMail(
  boxes: readonly Postbox[],
  bounds = BOUNDS,
): Promise<MailIn | null> {
  const { INBOUND_SMTP_PORT, INBOUND_SMTP_HOST, INBOUND_DOMAIN } = env();
  if (INBOUND_SMTP_PORT === undefined) return null;
  if (!INBOUND_DOMAIN)
    throw new Error("INBOUND_SMTP_PORT needs INBOUND_DOMAIN: set both or neither.");
  /** Conversations whose email has arrived and waits for our reply. */
  const answering = new Set<string>();
  const server = new SMTPServer({
    name: INBOUND_DOMAIN,
    banner: "replies and reports",
    // The mail server in front talks to the world; the way from it to this server is private.
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: MAIL_MAX,
    // The code below makes room as soon as there is one too many.
    maxClients: 2 * bounds.all,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo(address, session, done) {
      // One reply for the whole email could not say which of several recipients was refused.
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
        answering.add(session.id);
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const from = session.envelope.mailFrom as SMTPServerAddress | false;
        const box = await boxOf(boxes, to);
        const { words } = await box.receive(raw, to, from ? from.address : "");
        return done(null, `2.0.0 ${words}`);
      } catch (error) {
        return done(answerTo(error));
      } finally {
        answering.delete(session.id);
      }
    },
  });
  // The server registers a connection only in the next turn of the event loop.
  server.server.on("connection", (socket) => setImmediate(() => admit(socket)));
  const admit = (socket: Socket) => {
    const open = [...server.connections];
    const places = open.map(({ session, remoteAddress }) => ({
      network: networkFrom(remoteAddress),
      answering: answering.has(session.id),
    }));
    const place = oneTooMany(places, bounds);
    if (place !== null) open[place]?.send(421, "4.3.2 Too many senders. Try again later.");
    const newest = open.at(-1);
    const late = setTimeout(
      () => newest?.send(421, "4.4.2 Too slow. Try again later."),
      bounds.wholeMs,
    );
    socket.once("close", () => clearTimeout(late));
  };
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

/** Finds the public network of an address; null for a machine on a private network. */
function networkFrom(address: string): string | null {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  return parsed?.range() === "unicast" ? networkOf(parsed.toString()) : null;
}

/** A conversation, and whether it waits for us. */
interface Conversation {
  network: string | null;
  answering: boolean;
}

/**
 * Finds the conversation to break off. The list begins with the oldest. It is the oldest one of a network that has
 * too many, or of the network with the most if there are too many in all. Senders at a normal pace have only just
 * begun, so the oldest goes. A conversation that waits for our reply stays.
 * @returns its place, or null if there is room for all
 */
export function oneTooMany(
  open: readonly Conversation[],
  { all, network: most }: Pick<Bounds, "all" | "network">,
): number | null {
  const sizeOf = (one?: Conversation) =>
    open.filter(({ network }) => network === one?.network).length;
  const newest = open.at(-1);
  const full = newest?.network !== null && sizeOf(newest) > most;
  if (!full && open.length <= all) return null;
  const whose = (place: number) =>
    full ? -Number(open[place]?.network === newest?.network) : -sizeOf(open[place]);
  const waiting = [...open.keys()].filter((place) => !open[place]?.answering);
  return waiting.toSorted((one, other) => whose(one) - whose(other))[0] ?? open.length - 1;
}

/** Reads the whole email; null if it is too large, and then the rest is read and thrown away. */
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
  // A reply is one line of ASCII.
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
  // Another try would bring the same email.
  if (isValueRefused(error))
    return answer(550, "5.6.0 This email contains something that cannot be stored here.");
  return answer(451, "4.3.0 Something went wrong here. Try again later.");
}
