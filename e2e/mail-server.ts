import { SMTPServer } from "smtp-server";

/** An email that was received completely. */
export interface TakenMail {
  id: string;
  to: string;
  /** Whether the sender has recorded the reply: the next email of the same dialogue arrived to its last line. */
  recorded: boolean;
  /** Whether the dialogue ended before that, so that nobody knows if the sender recorded the reply. */
  cut: boolean;
}

/**
 * A mail server on loopback that keeps the emails it accepts, and knows for which of them the sender may not have
 * recorded the reply: it sends the last line of an email only after that.
 */
export class MailServer {
  readonly taken: TakenMail[] = [];
  readonly #last = new Map<string, TakenMail>();
  readonly #server: SMTPServer;

  /** @param pause milliseconds before a reply, drawn for each email */
  constructor(
    readonly port: number,
    pause: () => number,
  ) {
    this.#server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      onData: (stream, { id, envelope }, done) => {
        const pieces: Buffer[] = [];
        // If the dialogue is cut off within an email, its end never arrives.
        stream.on("error", () => {});
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          const last = this.#last.get(id);
          if (last) last.recorded = true;
          const raw = Buffer.concat(pieces).toString("latin1");
          const mail: TakenMail = {
            id: /^Message-ID:\s*<(.*)>/im.exec(raw)?.[1] ?? "",
            to: envelope.rcptTo.map(({ address }) => address).join(),
            recorded: false,
            cut: false,
          };
          this.taken.push(mail);
          this.#last.set(id, mail);
          setTimeout(done, pause());
        });
      },
      onClose: ({ id }) => {
        const last = this.#last.get(id);
        if (last && !last.recorded) last.cut = true;
        this.#last.delete(id);
      },
    });
    // Connections that are reset are expected here.
    this.#server.on("error", () => {});
  }

  listen(): Promise<void> {
    return new Promise((ready) => {
      this.#server.listen(this.port, "127.0.0.1", ready);
    });
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.#server.close(closed);
    });
  }
}
