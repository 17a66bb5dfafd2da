import "server-only";
import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import nodemailer, { type Transporter } from "nodemailer";
import type MimeNode from "nodemailer/lib/mime-node";
import type { Signing } from "./signing";

/** Milliseconds; together shorter than half the time for which a sending process holds a digest. */
const TIMEOUTS = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 60_000 };
/** Connections for many emails, and so the number of emails that are handed over at the same time. */
export const CONNECTIONS = 5;

/**
 * Makes a transport to a mail server.
 * @param url in the form of SMTP_URL; its parameters override the settings
 * @param signing signs each email; null for none
 */
export function smtpTransport(
  url: string,
  signing: Signing | null = null,
  settings: Record<string, number | boolean> = {},
): Transporter {
  const address = new URL(url);
  // nodemailer ignores settings given beside an address, so they are written into the address.
  for (const [name, value] of Object.entries({ ...TIMEOUTS, ...settings })) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, String(value));
  }
  return nodemailer.createTransport(address.href, signing ? { dkim: signing } : {});
}

/** Makes a transport for many emails, over connections that stay open. */
export function bulkTransport(url: string, signing: Signing | null = null): Transporter {
  // After a broken connection the caller tries again, not the pool.
  const settings = { pool: true, maxConnections: CONNECTIONS, maxRequeues: 0 };
  const transport = smtpTransport(url, signing, settings);
  const { transporter, getSocket } = transport as unknown as {
    transporter: object;
    getSocket?: typeof connected;
  };
  // Only a transport with a proxy has one of its own.
  Object.assign(transporter, { getSocket: getSocket || connected });
  return transport;
}

/** An email as it goes over the wire, with the envelope for the mail server. */
export interface ComposedMail {
  envelope: MimeNode.Envelope;
  /** In US-ASCII. */
  raw: string;
  messageId: string;
}

/** A message as nodemailer's pool reads it. */
interface PooledMessage {
  getEnvelope(): MimeNode.Envelope;
  messageId(): string;
  getHeader(): string;
  createReadStream(): { pipe(to: Readable): void };
}

interface Pool {
  send(mail: { data: object; message: PooledMessage }, done: (error: Error | null) => void): void;
}

export interface SendingMail {
  signing?: Signing | null;
  endAfter?: Promise<void>;
}

/**
 * Sends an email over a transport of `bulkTransport`. Unless it is still to be signed, it goes to nodemailer's pool as
 * it is: nodemailer would parse it as a new message and send it through four streams.
 * @param signing how the transport signs emails
 * @param endAfter the mail server gets the end of the email, and so can accept it, only once this has resolved
 * @throws the mail server's error
 */
export async function sendComposed(
  transport: Transporter,
  email: ComposedMail,
  { signing = null, endAfter = Promise.resolve() }: SendingMail = {},
): Promise<void> {
  if (signing) {
    await endAfter;
    await transport.sendMail({ ...email, raw: Buffer.from(email.raw, "latin1") });
    return;
  }
  const { transporter } = transport as unknown as { transporter: Pool };
  const { envelope, raw, messageId } = email;
  let mayEnd = false;
  const ending = endAfter.then(
    () => {
      mayEnd = true;
    },
    // Without its end the email runs into the time limit of its connection.
    () => {},
  );
  const message = {
    getEnvelope: () => ({ ...envelope }),
    messageId: () => messageId,
    getHeader: () => messageId,
    createReadStream: () => ({
      pipe(data: Readable) {
        const end = () => {
          data.push(END);
          data.push(null);
        };
        data.push(dotted(raw));
        if (mayEnd) end();
        else void ending.then(() => mayEnd && end());
      },
    }),
  };
  await new Promise<void>((resolve, reject) => {
    transporter.send({ data: {}, message }, (error) => (error ? reject(error) : resolve()));
  });
}

/** The line that ends an email (RFC 5321, 4.1.1.4). */
const END = Buffer.from(".\r\n");

/** Doubles each dot that begins a line (RFC 5321, 4.5.2). */
export function dotted(lines: string): Buffer {
  const isSafe = !lines.startsWith(".") && !lines.includes("\n.");
  return Buffer.from(isSafe ? lines : lines.replace(/^\./gm, ".."), "latin1");
}

/** An address as nodemailer parsed it. */
interface Where {
  host?: string;
  port?: number;
  secure?: boolean;
  localAddress?: string;
}

/**
 * Connects without Nagle's algorithm, which holds back the last bytes of each email until the mail server has
 * confirmed those before, up to 40 ms later. If this fails, nodemailer connects on its own and reports why it
 * cannot. An error from here would cost its pool a connection for good.
 */
function connected(
  { host = "localhost", port, secure, localAddress }: Where,
  done: (error: null, options: { connection?: Socket }) => void,
): void {
  const socket = connect({ host, port: port ?? (secure ? 465 : 587), localAddress, noDelay: true });
  const settle = (options: { connection?: Socket }) => {
    socket.removeAllListeners();
    if (!options.connection) socket.destroy();
    done(null, options);
  };
  socket.setTimeout(TIMEOUTS.connectionTimeout, () => settle({}));
  socket.once("error", () => settle({}));
  socket.once("connect", () => settle({ connection: socket.setTimeout(0).setKeepAlive(true) }));
}
