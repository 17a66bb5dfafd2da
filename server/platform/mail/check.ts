import "server-only";
import { createPublicKey, type KeyObject } from "node:crypto";
import type { Resolver } from "node:dns/promises";
import type { Env } from "../env";
import { domainOf, type Signing, signingBy } from "./signing";
import { smtpTransport } from "./smtp";

/** A finding about one thing that receivers look at. */
export interface Finding {
  /** `missing` keeps emails from arriving; `unknown` cannot be checked from here. */
  state: "good" | "missing" | "unknown";
  /** The finding and what to do, in one or two sentences. */
  words: string;
}

/** The methods of a DNS resolver that are used. */
export type Names = Pick<Resolver, "resolveTxt" | "resolveMx">;

type Settings = Pick<
  Env,
  | "SITE_URL"
  | "SMTP_URL"
  | "MAIL_FROM"
  | "DKIM_KEY_FILE"
  | "DKIM_SELECTOR"
  | "INBOUND_DOMAIN"
  | "INBOUND_SMTP_PORT"
  | "INBOUND_WEBHOOK_SECRET"
>;

const good = (words: string): Finding => ({ state: "good", words });
const missing = (words: string): Finding => ({ state: "missing", words });
const unknown = (words: string): Finding => ({ state: "unknown", words });

/**
 * Checks what these settings and the records of their domains lack for email to arrive (docs/mail.md): server, sender,
 * links, SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and mail that comes in.
 */
export async function checkMail(settings: Settings, names: Names): Promise<Finding[]> {
  const from = domainOf(settings.MAIL_FROM);
  const found = [await server(settings), links(settings)];
  if (!from.includes(".")) {
    const words = `MAIL_FROM is ${settings.MAIL_FROM}: set it to an address of your own domain, such as "Colloquy <papers@example.org>". Without one SPF, DKIM and DMARC cannot be looked up.`;
    return [...found, missing(words)];
  }
  const envelope = settings.INBOUND_DOMAIN ?? from;
  const signing = signed(settings);
  return [
    ...found,
    good(`The sender is ${settings.MAIL_FROM}.`),
    await spf(envelope, names),
    signing instanceof Error ? missing(`DKIM: ${signing.message}`) : await dkim(signing, names),
    aligned(from, envelope, !(signing instanceof Error) && signing !== null),
    await dmarc(from, names),
    await incoming(settings, names),
  ];
}

async function server({ SMTP_URL }: Settings): Promise<Finding> {
  if (!SMTP_URL) {
    return missing(
      "SMTP_URL is not set: emails only go to the page /mailbox. Set it to your mail server, such as smtps://user:password@mail.example.org:465.",
    );
  }
  const { host } = new URL(SMTP_URL);
  const transport = smtpTransport(SMTP_URL, null, { connectionTimeout: 10_000 });
  try {
    await transport.verify();
    return good(`The mail server ${host} accepts this site.`);
  } catch (error) {
    return missing(`The mail server ${host} does not accept this site: ${wordsOf(error)}.`);
  } finally {
    transport.close();
  }
}

function links({ SITE_URL }: Settings): Finding {
  const { protocol, hostname } = new URL(SITE_URL);
  if (protocol === "https:" && hostname.includes(".")) return good(`Links lead to ${SITE_URL}.`);
  return missing(
    `SITE_URL is ${SITE_URL}: set it to the public https address. Links in emails start with it, and one-click unsubscribing needs https (RFC 8058).`,
  );
}

/** Looks up TXT records at a name, each as one text. @returns null if the lookup failed */
async function texts(name: string, names: Names): Promise<string[] | null> {
  try {
    return (await names.resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    return isAbsent(error) ? [] : null;
  }
}

function isAbsent(error: unknown): boolean {
  return ["ENODATA", "ENOTFOUND", "NXDOMAIN"].includes((error as NodeJS.ErrnoException).code ?? "");
}

const notAsked = (what: string, name: string) =>
  unknown(`${what}: could not look up the records of ${name}. Try again.`);

async function spf(domain: string, names: Names): Promise<Finding> {
  const all = await texts(domain, names);
  if (!all) return notAsked("SPF", domain);
  const records = all.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [record] = records;
  const publish = `${domain} TXT "v=spf1 include:YOUR-MAIL-SERVICE -all"`;
  if (!record) {
    return missing(`SPF: ${domain} does not say who sends its mail. Publish ${publish}.`);
  }
  if (records.length > 1) {
    return missing(
      `SPF: ${domain} has ${records.length} records, which is an error (RFC 7208, 4.5). Merge them into one.`,
    );
  }
  if (/\s\+?all(\s|$)/i.test(record)) {
    return missing(`SPF: the record of ${domain} allows everyone (all). End it with -all.`);
  }
  if (!/\s([-~?]all|redirect=)/i.test(record)) {
    return missing(`SPF: the record of ${domain} has no end. End it with -all.`);
  }
  return good(
    `SPF: ${domain} has "${record}". Send a test email to see whether it includes your mail server.`,
  );
}

function signed(settings: Settings): Signing | null | Error {
  try {
    return signingBy(settings as Env);
  } catch (error) {
    return error as Error;
  }
}

async function dkim(signing: Signing | null, names: Names): Promise<Finding> {
  if (!signing) {
    return unknown(
      "DKIM: no key is set here (DKIM_KEY_FILE). That is fine if your mail server signs; otherwise make a key (docs/mail.md).",
    );
  }
  const { privateKey, keySelector, domainName } = signing;
  const name = `${keySelector}._domainkey.${domainName}`;
  const own = createPublicKey(privateKey);
  const bits = own.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 1024) return missing(`DKIM: the key has ${bits} bits. Make one of 2048.`);
  const record = `v=DKIM1; k=rsa; p=${inBase64(own)}`;
  const all = await texts(name, names);
  if (!all) return notAsked("DKIM", name);
  const keys = all.flatMap((text) => /(?:^|;)\s*p=([^;]*)/i.exec(text)?.[1] ?? []);
  if (keys.length === 0) {
    return missing(`DKIM: the public key is not published. Publish ${name} TXT "${record}".`);
  }
  if (!keys.some((key) => key.replace(/\s/g, "") === inBase64(own))) {
    return missing(
      `DKIM: ${name} has another key than DKIM_KEY_FILE. Publish ${name} TXT "${record}".`,
    );
  }
  return good(`DKIM: emails are signed, and ${name} has the key (${bits} bits).`);
}

function inBase64(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/** DMARC requires SPF or DKIM to pass for the sender's own domain (RFC 7489, 3.1: relaxed). */
function aligned(from: string, envelope: string, signedHere: boolean): Finding {
  const near = [from, envelope].some(
    (domain, at, both) => both[1 - at]?.endsWith(`.${domain}`) || domain === both[1 - at],
  );
  if (near) return good(`Bounces go to ${envelope}, which belongs to the sender's domain.`);
  if (signedHere) return good(`Bounces go to ${envelope}; the signature is that of ${from}.`);
  return missing(
    `Bounces go to ${envelope} (INBOUND_DOMAIN), which does not belong to ${from}: without a signature of ${from} DMARC fails. Use a name under ${from}, or set DKIM_KEY_FILE.`,
  );
}

async function dmarc(from: string, names: Names): Promise<Finding> {
  const labels = from.split(".");
  for (let at = 0; at <= labels.length - 2; at++) {
    const domain = labels.slice(at).join(".");
    const all = await texts(`_dmarc.${domain}`, names);
    if (!all) return notAsked("DMARC", `_dmarc.${domain}`);
    const record = all.find((text) => /^v=DMARC1\s*;/i.test(text));
    if (!record) continue;
    const policy = /(?:^|;)\s*p=(\w+)/i.exec(record)?.[1]?.toLowerCase();
    if (!policy) return missing(`DMARC: the record of ${domain} has no policy. Add p=none.`);
    return good(
      policy === "none"
        ? `DMARC: ${domain} has p=none. When its reports are calm, use p=quarantine or p=reject.`
        : `DMARC: ${domain} has p=${policy}.`,
    );
  }
  return missing(
    `DMARC: ${from} has no policy, which large receivers require of bulk senders. Publish _dmarc.${from} TXT "v=DMARC1; p=none; rua=mailto:postmaster@${from}".`,
  );
}

async function incoming(settings: Settings, names: Names): Promise<Finding> {
  const { INBOUND_DOMAIN: domain, INBOUND_SMTP_PORT, INBOUND_WEBHOOK_SECRET } = settings;
  if (!domain) {
    return unknown(
      "Incoming mail is off (INBOUND_DOMAIN is not set): bounces and complaints are not read, and people cannot reply to comments by email.",
    );
  }
  if (INBOUND_SMTP_PORT === undefined && !INBOUND_WEBHOOK_SECRET) {
    return missing(
      `INBOUND_DOMAIN is ${domain}, but nothing receives its mail. Set INBOUND_SMTP_PORT or INBOUND_WEBHOOK_SECRET.`,
    );
  }
  try {
    const [first] = (await names.resolveMx(domain)).toSorted((a, b) => a.priority - b.priority);
    if (first?.exchange) return good(`Mail for ${domain} arrives through ${first.exchange}.`);
  } catch (error) {
    if (!isAbsent(error)) return notAsked("Incoming mail", domain);
  }
  return missing(
    `${domain} has no MX record: bounces, complaints and replies do not arrive. Publish ${domain} MX 10 YOUR-MAIL-SERVER.`,
  );
}

function wordsOf(error: unknown): string {
  return String((error as Error).message)
    .replace(/\s+/g, " ")
    .replace(/\.$/, "");
}
