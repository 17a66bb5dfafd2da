import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { closeMail } from "@/server/platform/mail/mail";

/** An email that the server accepted for one address. */
interface AcceptedEmail {
  from: string;
  to: string;
  raw: string;
}

/** The parts of smtp-server that greet a connection, by themselves a tenth of a second after it was made. */
interface Greeting {
  connections: Set<{ connectionReady: () => void }>;
  connect(socket: Socket, options?: object): void;
}

/** Makes a mail server greet at once. Otherwise it waits for programs that talk too soon; ours never do. */
function greetAtOnce(server: SMTPServer): SMTPServer {
  const greeting = server as unknown as Greeting;
  const connect = greeting.connect.bind(server);
  greeting.connect = (socket, options) => {
    connect(socket, options);
    const connection = [...greeting.connections].at(-1);
    connection?.connectionReady();
    if (connection) connection.connectionReady = () => {};
  };
  return server;
}

/** A mail server on loopback, as the tests of a file see and change it. */
export class TestMailServer {
  /** The emails accepted since the test began, one for each address. */
  readonly accepted: AcceptedEmail[] = [];
  /** Replies by address; all other addresses are accepted. */
  readonly refusals = new Map<string, { code: number; words: string }>();
  /** Runs before an email is accepted. */
  beforeAccept: (() => Promise<unknown>) | undefined;

  readonly #server = greetAtOnce(
    new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      disableReverseLookup: true,
      logger: false,
      // The sender's connections are still open at this point.
      closeTimeout: 100,
      onRcptTo: ({ address }, _, done) => {
        const no = this.refusals.get(address);
        done(no ? Object.assign(new Error(no.words), { responseCode: no.code }) : undefined);
      },
      onData: (stream, { envelope }, done) => {
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          const raw = Buffer.concat(pieces).toString();
          for (const { address } of envelope.rcptTo) this.accepted.push({ from, to: address, raw });
          if (this.beforeAccept) this.beforeAccept().then(() => done(), done);
          else done();
        });
      },
    }),
  );

  /** Forgets emails, refusals and the hook of an earlier test. */
  reset(): void {
    this.accepted.length = 0;
    this.refusals.clear();
    this.beforeAccept = undefined;
  }

  /** @returns the address for SMTP_URL */
  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", () => ready()));
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.#server.close(() => closed()));
  }
}

/**
 * Starts a mail server for the tests of a file, to which the site sends.
 * @param settings further settings of the site in these tests
 */
export function ownMailServer(settings: Record<string, string> = {}): TestMailServer {
  const server = new TestMailServer();
  const names = ["SMTP_URL", ...Object.keys(settings)];
  beforeAll(async () => {
    Object.assign(process.env, settings, { SMTP_URL: await server.listen() });
    forgetEnv();
  });
  beforeEach(() => server.reset());
  afterAll(async () => {
    for (const name of names) process.env[name] = "";
    forgetEnv();
    closeMail();
    await server.close();
  });
  return server;
}

/** The headers of an email, each on one line. */
export function headersOf(raw: string): string {
  return raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
}
