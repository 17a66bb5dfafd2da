import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEnv } from "../env";
import { checkMail, type Names } from "./check";

let dir: string;
let good: Record<string, string>;
let publicKey: string;
const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"] });

function keyFile(name: string, bits: number) {
  const pair = generateKeyPairSync("rsa", { modulusLength: bits });
  writeFileSync(join(dir, name), pair.privateKey.export({ type: "pkcs8", format: "pem" }));
  return pair.publicKey.export({ type: "spki", format: "der" }).toString("base64");
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "colloquy-dkim-"));
  publicKey = keyFile("key.pem", 2048);
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as { port: number };
  good = {
    DATABASE_URL: "none",
    AUTH_SECRET: "-".repeat(32),
    SITE_URL: "https://read.example.org",
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "Colloquy <papers@example.org>",
    DKIM_KEY_FILE: join(dir, "key.pem"),
    DKIM_SELECTOR: "colloquy",
    INBOUND_DOMAIN: "reply.example.org",
    INBOUND_SMTP_PORT: "2525",
  };
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await new Promise<void>((closed) => {
    server.close(closed);
  });
});

type Records = Record<string, string[]>;
/** Correct DNS records. */
const records = (): Records => ({
  "reply.example.org": ["v=spf1 ip4:192.0.2.1 -all", "google-site-verification=x"],
  "colloquy._domainkey.example.org": [`v=DKIM1; k=rsa; p=${publicKey}`],
  "_dmarc.example.org": ["v=DMARC1; p=quarantine"],
  "MX reply.example.org": ["mail.example.org"],
});

function namesOf(all: Records): Names {
  const ask = async (name: string) => {
    const found = all[name];
    if (!found) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
    if (found[0] === "down") throw Object.assign(new Error("down"), { code: "ETIMEOUT" });
    return found;
  };
  return {
    // DNS splits long texts into pieces.
    resolveTxt: async (name) => (await ask(name)).map((text) => text.match(/.{1,255}/g) ?? []),
    resolveMx: async (name) =>
      (await ask(`MX ${name}`)).map((exchange) => ({ exchange, priority: 10 })),
  };
}

/** Findings other than good ones, as `state words`. */
async function wanting(settings: Record<string, string> = {}, changed: Records = {}) {
  const found = await checkMail(
    readEnv({ ...good, ...settings }),
    namesOf({ ...records(), ...changed }),
  );
  return found
    .filter(({ state }) => state !== "good")
    .map(({ state, words }) => `${state} ${words}`);
}

it("finds nothing missing if everything is set and published", async () => {
  expect(await wanting()).toEqual([]);
  // The policy of a domain also counts for its subdomains.
  const MAIL_FROM = "papers@lab.example.org";
  const key = { "colloquy._domainkey.lab.example.org": [`k=rsa; p=${publicKey}`] };
  const INBOUND_DOMAIN = "reply.lab.example.org";
  const below = {
    ...key,
    [INBOUND_DOMAIN]: ["v=spf1 redirect=example.org"],
    [`MX ${INBOUND_DOMAIN}`]: ["mail.example.org"],
  };
  expect(await wanting({ MAIL_FROM, INBOUND_DOMAIN }, below)).toEqual([]);
});

const NO_KEY = { DKIM_KEY_FILE: "" };

it.each<[string, Record<string, string>, Records, RegExp]>([
  ["no mail server", { SMTP_URL: "" }, {}, /^missing SMTP_URL is not set/],
  [
    "one that does not answer",
    { SMTP_URL: "smtp://127.0.0.1:9" },
    {},
    /^missing The mail server 127/,
  ],
  [
    "links without https",
    { SITE_URL: "http://read.example.org" },
    {},
    /^missing SITE_URL is http:/,
  ],
  ["a site of this machine only", { SITE_URL: "https://localhost" }, {}, /^missing SITE_URL/],
  ["a sender without domain", { MAIL_FROM: "Colloquy <a@localhost>" }, {}, /^missing MAIL_FROM/],
  ["no SPF", {}, { "reply.example.org": [] }, /^missing SPF: reply.*Publish reply.example.org TXT/],
  [
    "two SPF records",
    {},
    { "reply.example.org": ["v=spf1 -all", "v=spf1 a -all"] },
    /^missing SPF: .* 2 records/,
  ],
  [
    "an SPF record for everybody",
    {},
    { "reply.example.org": ["v=spf1 a +all"] },
    /^missing SPF: .*everyone/,
  ],
  [
    "an SPF record without end",
    {},
    { "reply.example.org": ["v=spf1 a mx"] },
    /^missing SPF: .*no end/,
  ],
  ["SPF that cannot be asked for", {}, { "reply.example.org": ["down"] }, /^unknown SPF: /],
  [
    "a key that is not published",
    {},
    { "colloquy._domainkey.example.org": [] },
    /^missing DKIM: .*p=MII/,
  ],
  [
    "another key",
    {},
    { "colloquy._domainkey.example.org": ["v=DKIM1; p=AAAA"] },
    /^missing DKIM: .*another key/,
  ],
  ["no file with a key", { DKIM_KEY_FILE: "/nowhere/key.pem" }, {}, /^missing DKIM: .*ENOENT/],
  ["no key here", NO_KEY, {}, /^unknown DKIM/],
  [
    "no DMARC",
    {},
    { "_dmarc.example.org": [] },
    /^missing DMARC: .*Publish _dmarc.example.org TXT/,
  ],
  [
    "DMARC without a policy",
    {},
    { "_dmarc.example.org": ["v=DMARC1;"] },
    /^missing DMARC: .*no policy/,
  ],
  ["no MX", {}, { "MX reply.example.org": [] }, /^missing reply.example.org has no MX/],
  ["nothing that takes mail in", { INBOUND_SMTP_PORT: "" }, {}, /^missing INBOUND_DOMAIN is/],
])("says what is missing: %s", async (_, settings, changed, words) => {
  const found = await wanting(settings, changed);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(words);
});

it("requires a signature of the sender's domain if bounces go to another domain", async () => {
  const elsewhere = { INBOUND_DOMAIN: "bounces.example.net" };
  const there = {
    "bounces.example.net": ["v=spf1 a -all"],
    "MX bounces.example.net": ["mail.example.net"],
  };
  expect(await wanting(elsewhere, there)).toEqual([]);
  expect(await wanting({ ...elsewhere, ...NO_KEY }, there)).toEqual([
    expect.stringMatching(/^unknown DKIM/),
    expect.stringMatching(/^missing Bounces go to bounces.example.net/),
  ]);
});

it("checks the sender's own domain if the site takes no incoming email", async () => {
  const own = { "example.org": ["v=spf1 a -all"] };
  expect(await wanting({ INBOUND_DOMAIN: "" }, own)).toEqual([
    expect.stringMatching(/^unknown Incoming mail is off/),
  ]);
});

it("refuses a short key, and a text that is not a key", async () => {
  keyFile("short.pem", 512);
  expect(await wanting({ DKIM_KEY_FILE: join(dir, "short.pem") })).toEqual([
    expect.stringMatching(/^missing DKIM: the key has 512 bits/),
  ]);
  writeFileSync(join(dir, "none.pem"), "no key");
  expect(await wanting({ DKIM_KEY_FILE: join(dir, "none.pem") })).toEqual([
    expect.stringMatching(/^missing DKIM: .*no RSA private key/),
  ]);
});
