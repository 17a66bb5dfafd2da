import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { forgetEnv } from "../env";
import type { Postbox } from "./receiving";
import { listenForMail, type MailIn } from "./receiving-smtp";

// Tries input at the port for email that no mail server would send.

const got: string[] = [];
const box: Postbox = {
  takes: async () => true,
  async receive(raw) {
    got.push(Buffer.from(raw).toString("latin1"));
    return { words: "Taken" };
  },
};

let mail: MailIn;
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nowhere/none",
    AUTH_SECRET: "s".repeat(40),
    INBOUND_DOMAIN: "reply.example.org",
    INBOUND_SMTP_PORT: "0",
  });
  forgetEnv();
  mail = (await listenForMail([box])) as MailIn;
});
afterAll(() => mail.stop());
beforeEach(() => {
  got.length = 0;
});

/** A connection, once it was greeted or refused. */
function opened(): Promise<{ socket: Socket; received: () => string }> {
  return new Promise((done) => {
    let text = "";
    const socket = connect(mail.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      const first = text === "";
      text += piece.toString("latin1");
      if (first) done({ socket, received: () => text });
    });
  });
}

/** Sends all of this at once. @returns the codes of the answers, the greeting's first, once the connection has ended */
async function codes(text: string): Promise<string> {
  const { socket, received } = await opened();
  await new Promise<void>((done) => {
    socket.on("close", () => done());
    socket.write(Buffer.from(text, "latin1"));
  });
  return [...received().matchAll(/^(\d{3}) /gm)].map(([, code]) => code).join(" ");
}

const HELLO = "EHLO x.example\r\n";
const SENT = `${HELLO}MAIL FROM:<a@b.example>\r\nRCPT TO:<reply@reply.example.org>\r\nDATA\r\n`;
const honest = () => codes(`${SENT}Subject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n`);

it("takes an email", async () => {
  expect(await honest()).toBe("220 250 250 250 354 250 221");
  expect(got).toEqual(["Subject: x\r\n\r\nhello\r\n"]);
});

it.each(["\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r\n", "\n..\r\n"])(
  "makes one mail of what only seems to end: %j",
  async (end) => {
    const second = "MAIL FROM:<c@d.example>\r\nRCPT TO:<other@reply.example.org>\r\nDATA\r\n";
    await codes(`${SENT}one${end}${second}two\r\n.\r\nQUIT\r\n`);
    expect(got).toHaveLength(1);
    expect(got[0]).toContain("RCPT TO:<other@reply.example.org>");
  },
);

it.each<[string, string, string]>([
  ["a second address", `${SENT.replace("DATA", "RCPT TO:<b@reply.example.org>")}QUIT\r\n`, "452"],
  ["a size that is too large", `${HELLO}MAIL FROM:<a@b.example> SIZE=1000001\r\nQUIT\r\n`, "552"],
  ["encryption that it does not offer", `${HELLO}STARTTLS\r\nQUIT\r\n`, "500"],
  ["a password", `${HELLO}AUTH PLAIN AGEAYg==\r\nQUIT\r\n`, "500"],
  ["a mail before a sender", `${HELLO}DATA\r\nQUIT\r\n`, "503"],
])("refuses %s", async (_, text, code) => {
  expect(await codes(text)).toContain(` ${code} `);
  expect(got).toEqual([]);
});

it("gives up on a line without an end, and on words that it does not know", async () => {
  await codes(`${HELLO}MAIL FROM:<${"a".repeat(200_000)}`);
  await codes("GET / HTTP/1.1\r\n\r\n\0\0\0\r\n".repeat(50));
  await honest();
  expect(got).toHaveLength(1);
});

it("keeps nothing of an email that breaks off", async () => {
  const { socket, received } = await opened();
  socket.write(`${SENT}half of a mail`);
  await new Promise<void>((done) => {
    socket.on("data", () => received().includes("354") && done());
  });
  socket.resetAndDestroy();
  await honest();
  expect(got).toEqual(["Subject: x\r\n\r\nhello\r\n"]);
});

it("holds twenty connections, tells others to come later, and takes them when there is room", async () => {
  const connections = await Promise.all(Array.from({ length: 20 }, opened));
  expect(connections.map(({ received }) => received().slice(0, 3))).toEqual(Array(20).fill("220"));
  expect((await opened()).received()).toMatch(/^421 /);
  await Promise.all(
    connections.map(
      ({ socket }) => new Promise((done) => socket.on("close", done).end("QUIT\r\n")),
    ),
  );
  expect(await honest()).toMatch(/^220 /);
});
