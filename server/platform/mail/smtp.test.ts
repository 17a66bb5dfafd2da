import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, it } from "vitest";
import { bulkTransport, CONNECTIONS } from "./smtp";

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
