import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import { addPapers, setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { ownMailServer } from "@/server/testing/mail-server";
import { person } from "@/server/testing/world";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "../sending/commands";

ownDatabase();

const dir = mkdtempSync(join(tmpdir(), "colloquy-dkim-"));
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const server = ownMailServer({
  SITE_URL: "https://read.example.org",
  MAIL_FROM: "Colloquy <papers@example.org>",
  DKIM_KEY_FILE: join(dir, "key.pem"),
  DKIM_SELECTOR: "c1",
  INBOUND_DOMAIN: "reply.example.org",
});

beforeAll(() => {
  writeFileSync(join(dir, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
});
afterAll(() => {
  setClock(undefined);
  rmSync(dir, { recursive: true });
});

it("signs a digest for the sender's domain, with its unsubscribe headers, and gives it its own bounce address", async () => {
  await addPapers(3);
  setClockTo("2026-11-24T05:00:00Z");
  await subscribe(await person());
  setClockTo("2026-11-24T07:00:10Z");
  await writeDueDigests();
  expect(await sendWaiting()).toBe(1);
  const [{ from, raw } = { from: "", raw: "" }] = server.accepted;
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
  const found = await verdict(Buffer.from(raw));
  expect(found?.status).toMatchObject({ result: "pass", aligned: "example.org" });
  const signed =
    /^DKIM-Signature:(?:.*\r\n[ \t])*.*h=([^;]*);/im.exec(raw)?.[1]?.toLowerCase() ?? "";
  for (const name of ["from", "list-unsubscribe", "list-unsubscribe-post", "message-id"]) {
    expect(signed).toContain(name);
  }
  const changed = raw.replace("List-Unsubscribe=One-Click", "List-Unsubscribe=Changed");
  expect((await verdict(Buffer.from(changed)))?.status.result).toBe("fail");
});
