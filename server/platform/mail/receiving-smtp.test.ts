import { connect, type Socket } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetEnv } from "../env";
import type { Postbox } from "./receiving";
import { listenForMail, type MailIn, oneTooMany } from "./receiving-smtp";

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

/** Opens a connection, and waits until it is greeted or refused. */
function opened(port = mail.port): Promise<{ socket: Socket; received: () => string }> {
  return new Promise((done) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.on("data", (piece) => {
      const first = text === "";
      text += piece.toString("latin1");
      if (first) done({ socket, received: () => text });
    });
  });
}

/** Sends everything at once. @returns the reply codes, the greeting's first, once the connection has ended */
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

it("accepts an email", async () => {
  expect(await honest()).toBe("220 250 250 250 354 250 221");
  expect(got).toEqual(["Subject: x\r\n\r\nhello\r\n"]);
});

it.each(["\n.\n", "\r.\r", "\n.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r\n", "\n..\r\n"])(
  "does not end an email at %j",
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

it("gives up on a line without an end, and on unknown commands", async () => {
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

/** Opens this many connections that say nothing after the greeting. */
const silent = (count: number) => Promise.all(Array.from({ length: count }, () => opened()));
/** Waits until a connection has ended. @returns the reply codes that it got */
async function ended({ socket, received }: Awaited<ReturnType<typeof opened>>): Promise<string> {
  if (!socket.closed) await new Promise((done) => socket.once("close", done));
  return [...received().matchAll(/^(\d{3}) /gm)].map(([, code]) => code).join(" ");
}

it("accepts emails while twenty senders hold the port, by dropping the oldest of these", async () => {
  const held = await silent(20);
  expect(held.map(({ received }) => received().slice(0, 3))).toEqual(Array(20).fill("220"));
  for (let time = 0; time < 3; time++) expect(await honest()).toMatch(/^220 .* 250 221$/);
  expect(got).toHaveLength(3);
  // Each honest conversation ended before the next began, so one place was enough for all.
  expect(await ended(held[0] as (typeof held)[0])).toBe("220 421");
  const open = held.filter(({ socket }) => !socket.closed);
  expect(open).toHaveLength(19);
  await Promise.all(
    open.map(({ socket }) => new Promise((done) => socket.on("close", done).end("QUIT\r\n"))),
  );
});

it("ends a conversation that goes on for too long, however active it is", async () => {
  const short = (await listenForMail([box], { all: 20, network: 5, wholeMs: 300 })) as MailIn;
  const lively = await opened(short.port);
  lively.socket.on("data", () => lively.socket.write("NOOP\r\n"));
  lively.socket.write("NOOP\r\n");
  await ended(lively);
  expect(lively.received()).toMatch(/421 4\.4\.2 Too slow/);
  await short.stop();
});

describe("one conversation too many", () => {
  const from = (network: string | null, answering = false) => ({ network, answering });
  const many = (count: number, network: string | null) => Array(count).fill(from(network));
  const place = (open: ReturnType<typeof from>[]) => oneTooMany(open, { all: 8, network: 3 });

  it.each<[string, ReturnType<typeof from>[], number | null]>([
    ["none while there is room", many(8, null), null],
    ["the oldest of a closed network", many(9, null), 0],
    ["the oldest of a network that has too many", [from("b"), ...many(4, "a")], 1],
    ["never another's while a network has too many", [...many(5, "b"), ...many(4, "a")], 5],
    [
      "of the network with the most",
      [from("b"), from("c"), ...many(3, "a"), ...many(3, "d"), from("e")],
      2,
    ],
    ["none that waits for us", [from("a", true), from("a"), from("a"), from("a")], 1],
    [
      "the newest where all others wait for us",
      [...Array(8).fill(from(null, true)), from(null, true)],
      8,
    ],
  ])("is %s", (_, open, wanted) => {
    expect(place(open)).toBe(wanted);
  });

  it("leaves each network its share, whatever others open", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 60 }),
        (comers) => {
          let open = [from("honest")];
          for (const network of comers) {
            open.push(from(network));
            const gone = place(open);
            open = open.filter((_, at) => at !== gone);
            expect(open.length).toBeLessThanOrEqual(8);
            for (const { network } of open)
              expect(open.filter((one) => one.network === network).length).toBeLessThanOrEqual(3);
          }
          // Two networks that have too many cannot drive out a third.
          if (new Set(comers).size <= 2) expect(open).toContainEqual(from("honest"));
        },
      ),
    );
  });
});
