import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { forgetEnv } from "@/server/platform/env";
import { closeMail } from "@/server/platform/mail/mail";
import { ownDatabase } from "@/server/testing/database/database";
import { at, papers, subscribed } from "@/server/testing/sayings/digests";
import { person } from "@/server/testing/world";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "../sending/commands";

ownDatabase();

const dir = mkdtempSync(join(tmpdir(), "colloquy-dkim-"));
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const taken: { from: string; raw: Buffer }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, { envelope }, done) {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      taken.push({ from, raw: Buffer.concat(pieces) });
      done();
    });
  },
});

beforeAll(async () => {
  writeFileSync(join(dir, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  Object.assign(process.env, {
    SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    SITE_URL: "https://read.example.org",
    MAIL_FROM: "Colloquy <papers@example.org>",
    DKIM_KEY_FILE: join(dir, "key.pem"),
    DKIM_SELECTOR: "c1",
    INBOUND_DOMAIN: "reply.example.org",
  });
  forgetEnv();
});
afterAll(async () => {
  setClock(undefined);
  closeMail();
  rmSync(dir, { recursive: true });
  await new Promise<void>((closed) => {
    server.close(closed);
  });
});

it("signs a digest for the sender's domain, with its unsubscribe headers, and gives it its own bounce address", async () => {
  await papers(3);
  at("2026-11-24T05:00:00Z");
  await subscribed(await person());
  at("2026-11-24T07:00:10Z");
  await writeDueDigests();
  expect(await sendWaiting()).toBe(1);
  const [{ from, raw } = { from: "", raw: Buffer.alloc(0) }] = taken;
  expect(from).toMatch(/^bounce-[0-9a-f]{32}-[0-9a-f]{24}@reply\.example\.org$/);
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;
  const resolver = async (name: string) => {
    expect(name).toBe("c1._domainkey.example.org");
    return [[record]];
  };
  const verdict = async (mail: Buffer) => {
    const { results } = await dkimVerify(mail, { resolver });
    return results[0];
  };
  const found = await verdict(raw);
  expect(found?.status).toMatchObject({ result: "pass", aligned: "example.org" });
  const signed =
    /^DKIM-Signature:(?:.*\r\n[ \t])*.*h=([^;]*);/im.exec(raw.toString())?.[1]?.toLowerCase() ?? "";
  for (const name of ["from", "list-unsubscribe", "list-unsubscribe-post", "message-id"]) {
    expect(signed).toContain(name);
  }
  const changed = raw.toString().replace("List-Unsubscribe=One-Click", "List-Unsubscribe=Changed");
  expect((await verdict(Buffer.from(changed)))?.status.result).toBe("fail");
});
