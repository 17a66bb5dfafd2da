import type { AddressInfo } from "node:net";
import fc from "fast-check";
import DataStream from "nodemailer/lib/smtp-connection/data-stream";
import { SMTPServer } from "smtp-server";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { bulkTransport, CONNECTIONS, dotted, sendComposed } from "./smtp";

const MAIL = { from: "c@x.example", to: "r@x.example", subject: "x", text: "x" };

it.each([
  ["plain", { disabledCommands: ["STARTTLS"] }, "smtp", false],
  ["by STARTTLS", {}, "smtp", true],
  ["over TLS", { secure: true }, "smtps", true],
])("keeps its connections open for many emails, %s", async (_, options, scheme, encrypted) => {
  let connections = 0;
  const secure = new Set<boolean>();
  let taken = 0;
  const server = new SMTPServer({
    authOptional: true,
    ...options,
    onConnect(_, done) {
      connections++;
      done();
    },
    onData(stream, session, done) {
      secure.add(session.secure);
      taken++;
      stream.resume();
      stream.on("end", done);
    },
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;
  const transport = bulkTransport(`${scheme}://127.0.0.1:${port}?tls.rejectUnauthorized=false`);
  await Promise.all(Array.from({ length: 40 }, () => transport.sendMail(MAIL)));
  transport.close();
  await new Promise<void>((closed) => {
    server.close(closed);
  });
  expect(taken).toBe(40);
  expect(connections).toBe(CONNECTIONS);
  expect([...secure]).toEqual([encrypted]);
});

it("reports each time that no server listens", async () => {
  const transport = bulkTransport("smtp://127.0.0.1:1");
  for (let time = 0; time < CONNECTIONS + 2; time++) {
    await expect(transport.sendMail(MAIL)).rejects.toThrow("ECONNREFUSED");
  }
  transport.close();
});

it("ends an email, and doubles the dots that begin its lines, as nodemailer does", async () => {
  const line = fc.constantFrom("", ".", "..", "a", ".b", "c.", "=", "x.y");
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const raw = lines.map((each) => `${each}\r\n`).join("");
      const stream = new DataStream();
      stream.end(raw);
      expect(`${dotted(raw)}.\r\n`).toBe(Buffer.concat(await stream.toArray()).toString());
    }),
    { numRuns: size(100, 2000) },
  );
});

const RAW = "Subject: x\r\n\r\n.one\r\n..\r\ntwo\r\n";
const composed = (address: string) => ({
  envelope: { from: "bounce-1@x.example", to: [address] },
  raw: RAW,
  messageId: "<1@x.example>",
});

/** Starts a mail server that knows nobody whose address begins with "gone". */
async function mailServer() {
  const taken: string[] = [];
  let begun = () => {};
  const firstBytes = new Promise<void>((done) => {
    begun = done;
  });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith("gone") ? new Error("No such mailbox.") : null),
    onData(stream, { envelope }, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => {
        pieces.push(piece);
        begun();
      });
      stream.on("end", () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        taken.push(`${from}\r\n${Buffer.concat(pieces)}`);
        done();
      });
    },
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;
  const transport = bulkTransport(`smtp://127.0.0.1:${port}`);
  const close = async () => {
    transport.close();
    await new Promise<void>((closed) => {
      server.close(closed);
    });
  };
  return { taken, firstBytes, transport, close };
}

it("sends a composed email as it is, and reports what the mail server says", async () => {
  const { taken, transport, close } = await mailServer();
  await sendComposed(transport, composed("ada@x.example"));
  await expect(sendComposed(transport, composed("gone@x.example"))).rejects.toMatchObject({
    responseCode: 550,
  });
  await sendComposed(transport, composed("ada@x.example"));
  await close();
  expect(taken).toEqual(Array(2).fill(`bounce-1@x.example\r\n${RAW}`));
});

it("holds back the end of an email, without which no mail server accepts it", async () => {
  const { taken, firstBytes, transport, close } = await mailServer();
  let end = () => {};
  const endAfter = new Promise<void>((done) => {
    end = done;
  });
  let accepted = false;
  const sending = sendComposed(transport, composed("ada@x.example"), { endAfter }).then(() => {
    accepted = true;
  });
  await firstBytes;
  // Another email goes its way meanwhile, so the first one would have been accepted by now.
  await sendComposed(transport, composed("bela@x.example"));
  expect([taken.length, accepted]).toEqual([1, false]);
  end();
  await sending;
  await close();
  expect(taken).toEqual(Array(2).fill(`bounce-1@x.example\r\n${RAW}`));
});
