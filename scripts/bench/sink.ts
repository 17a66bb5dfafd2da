import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** An email as the mail server received it. */
export interface TakenMail {
  to: string;
  raw: Buffer;
}

export interface Sink {
  url: string;
  /** Lists the emails received since the last call. */
  taken(): Promise<TakenMail[]>;
  stop(): void;
}

/** Starts a mail server in a separate process. */
export async function startSink(): Promise<Sink> {
  const child: ChildProcess = fork(join(import.meta.dirname, "mail-server.mjs"), {
    serialization: "advanced",
    execArgv: [],
  });
  const [port] = await once(child, "message");
  return {
    url: `smtp://127.0.0.1:${port}`,
    async taken() {
      child.send("taken");
      const [mails] = await once(child, "message");
      return mails.map(({ to, raw }: TakenMail) => ({ to, raw: Buffer.from(raw) }));
    },
    stop: () => child.disconnect(),
  };
}
