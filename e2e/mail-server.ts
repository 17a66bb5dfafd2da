import { SMTPServer } from "smtp-server";

/** A mail that was taken in whole. */
export interface TakenMail {
  id: string;
  to: string;
  /** The sender has read the answer: it went on in the same dialogue. */
  answerRead: boolean;
  /** The dialogue ended, and nothing was said in it after the answer: nobody knows whether it was read. */
  cut: boolean;
}

/** A mail server on loopback that notes what it takes in, and of which answers nobody knows whether they were read. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  readonly #last = new Map<string, TakenMail>();
  readonly #server: SMTPServer;

  /** @param pause milliseconds before an answer, drawn anew for each mail */
  constructor(
    readonly port: number,
    pause: () => number,
  ) {
    this.#server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      onMailFrom: (_, { id }, done) => {
        const last = this.#last.get(id);
        if (last) last.answerRead = true;
        done();
      },
      onData: (stream, { id, envelope }, done) => {
        const pieces: Buffer[] = [];
        // Where the dialogue is cut before the end of the mail, that end never comes.
        stream.on("error", () => {});
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          const raw = Buffer.concat(pieces).toString("latin1");
          const mail: TakenMail = {
            id: /^Message-ID:\s*<(.*)>/im.exec(raw)?.[1] ?? "",
            to: envelope.rcptTo.map(({ address }) => address).join(),
            answerRead: false,
            cut: false,
          };
          this.taken.push(mail);
          this.#last.set(id, mail);
          setTimeout(done, pause());
        });
      },
      onClose: ({ id }) => {
        const last = this.#last.get(id);
        if (last && !last.answerRead) last.cut = true;
        this.#last.delete(id);
      },
    });
    // A connection that is reset is what this is for.
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
