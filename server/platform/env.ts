import ipaddr from "ipaddr.js";
import { z } from "zod";
import { asciiDomain } from "./mail/address";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** Whether a URL has only a scheme, a host and perhaps a port, as needed for making links and comparing origins. */
function isSiteAddress(url: string): boolean {
  return /^https?:$/.test(protocolOf(url)) && new URL(url).origin === url.toLowerCase();
}

function isNetwork(entry: string): boolean {
  return ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry);
}

const rate = z.coerce
  .number("must be a number of emails such as 50")
  .positive("must be more than 0")
  .max(100_000, "must be at most 100000");

const sourceKey = optional.refine(
  (key) => key === undefined || /^[\x21-\x7e]{1,200}$/.test(key),
  "must be a key without blanks",
);

const schema = z.object({
  DATABASE_URL: z.string().min(1, "is not set: start the site with `npm start`"),
  AUTH_SECRET: z.string().min(32, "must be set and at least 32 characters long"),
  /** The address people use; every link in an email starts with it. */
  SITE_URL: z
    .string()
    .default("http://localhost:3000")
    .transform((url) => url.replace(/\/+$/, ""))
    .refine(isSiteAddress, "must be an address such as https://read.example.org, without a path"),
  SMTP_URL: optional.refine(
    (url) => url === undefined || /^smtps?:$/.test(protocolOf(url)),
    "must be an address such as smtps://user:password@host:465",
  ),
  MAIL_FROM: z
    .string()
    .refine(
      (sender) =>
        !/\p{Cc}/u.test(sender) &&
        asciiDomain(/@([^@<>\s]+)>?\s*$/.exec(sender)?.[1] ?? "") !== null,
      "must be an address such as Colloquy <colloquy@example.org>",
    )
    .default("Colloquy <colloquy@localhost>"),
  /** A file with the private key (PEM) that signs emails; without it, this site does not sign them. */
  DKIM_KEY_FILE: optional,
  /** Selector of the public key in DNS: SELECTOR._domainkey. and the domain of MAIL_FROM. */
  DKIM_SELECTOR: z
    .string()
    .default("colloquy")
    .refine(
      (selector) => /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i.test(selector),
      "must be a name such as colloquy",
    ),
  /** Digests per second, in total and to one receiving domain. All processes share these rates. */
  MAILS_PER_SECOND: rate.default(50),
  MAILS_PER_DOMAIN_SECOND: rate.default(10),
  /** Most hours that a digest can be late if it could not be written in time. */
  DIGEST_LATE_HOURS: z.coerce
    .number("must be a number of hours such as 12")
    .min(0.1, "must be a number of hours such as 12")
    .max(24 * 7, "must be a number of hours, at most a week")
    .default(12),
  /**
   * When a process is killed, another one sends its digests after this time. If it is shorter than twice the timeouts
   * in mail/smtp.ts, two processes may hand the same digest to a slow mail server.
   */
  DIGEST_LEASE_SECONDS: z.coerce
    .number("must be a number of seconds such as 600")
    .min(5, "must be a number of seconds, at least 5")
    .max(24 * 3600, "must be a number of seconds, at most a day")
    .default(600),
  /** The domain whose email comes to this site, so that people can reply to notifications by email. */
  INBOUND_DOMAIN: optional
    .transform((domain) => domain && (asciiDomain(domain) ?? domain.toLowerCase()))
    .refine(
      (domain) => domain === undefined || /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain),
      "must be a domain such as reply.example.org",
    ),
  /** Host and port where this process receives email by SMTP; without a port it does not. */
  INBOUND_SMTP_PORT: optional
    .transform((port) => (port === undefined ? undefined : Number(port)))
    .refine(
      (port) => port === undefined || (Number.isInteger(port) && port >= 0 && port < 65_536),
      "must be a port such as 2525",
    ),
  INBOUND_SMTP_HOST: z.string().default("127.0.0.1"),
  /** The key that signs a mail service's posts to /api/inbound-mail (standardwebhooks.com). */
  INBOUND_WEBHOOK_SECRET: optional.refine(
    (secret) => secret === undefined || /^(whsec_)?[A-Za-z0-9+/]{32,}=*$/.test(secret),
    "must be a secret such as whsec_ and at least 24 bytes in base64",
  ),
  /** "1" if the embedded database is in use: it allows the mailbox page instead of SMTP, and one-click sign-in. */
  COLLOQUY_EMBEDDED: optional,
  /** Whether a fresh embedded database gets the demo's people, groups and papers. */
  DEMO: z.enum(["on", "off"], "must be on or off").default("on"),
  /** Addresses (CIDR, comma separated) of proxies whose X-Forwarded-* headers are believed. */
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.every(isNetwork),
      "must list addresses or networks such as 10.0.0.0/8, separated by commas",
    ),
  /** Megabytes of each process for finished pages (web/finished); with 0, every request has its page made anew. */
  FINISHED_PAGES_MB: z.coerce
    .number("must be a number of megabytes such as 64")
    .min(0, "must be a number of megabytes, 0 for none")
    .max(4096, "must be a number of megabytes, at most 4096")
    .default(64),
  /** Keys of sources of papers, with which they answer more requests. */
  OPENALEX_API_KEY: sourceKey,
  SEMANTIC_SCHOLAR_API_KEY: sourceKey,
  /** Whether sources are searched in the background for the missing fields of papers that came in poor. */
  COMPLETE_PAPERS: z.enum(["on", "off"], "must be on or off").default("on"),
  /** How searches find papers that say the same in other words (papers/meaning). */
  SEARCH_MEANING: z
    .enum(["off", "builtin", "onnx", "http"], "must be off, builtin, onnx or http")
    .default("builtin"),
  /** The model's name, for onnx and http. */
  SEARCH_MODEL: optional.refine(
    (name) => name === undefined || /^[\w.:@/-]{1,200}$/.test(name),
    "must be the name of a model such as bge-small-en-v1.5",
  ),
  /** The folder with the folders of models, for onnx. */
  SEARCH_MODEL_FOLDER: z.string().default(".data/models"),
  /** How onnx makes one vector of those of the words. */
  SEARCH_MODEL_POOLING: z.enum(["mean", "cls"], "must be mean or cls").default("mean"),
  /** Words that the model of onnx expects before a question. */
  SEARCH_MODEL_PREFIX: z.string().max(500, "must be at most 500 characters").default(""),
  /** The address before /embeddings, for http. */
  SEARCH_MODEL_URL: optional
    .transform((url) => url?.replace(/\/+$/, ""))
    .refine(
      (url) => url === undefined || /^https?:$/.test(protocolOf(url)),
      "must be an address such as http://localhost:11434/v1",
    ),
  SEARCH_MODEL_KEY: sourceKey,
  /** Numbers of a vector, for the models of http that leave the choice. */
  SEARCH_MODEL_DIMENSIONS: optional
    .transform((number) => (number === undefined ? undefined : Number(number)))
    .refine(
      (number) =>
        number === undefined || (Number.isInteger(number) && number > 7 && number <= 8192),
      "must be a whole number from 8 to 8192",
    ),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(", ")}`).default("info"),
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  ORCID_CLIENT_ID: optional,
  ORCID_CLIENT_SECRET: optional,
  OIDC_ISSUER: optional.refine(
    (url) => url === undefined || /^https?:$/.test(protocolOf(url)),
    "must be an address such as https://login.example.edu",
  ),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  /** Label of the OpenID Connect provider's button, e.g. "University of Somewhere". */
  OIDC_NAME: optional,
});

export type Env = z.infer<typeof schema> & { EMBEDDED: boolean };

let parsed: Env | undefined;

/** Drops empty variables, which count as not set. */
export function withoutEmpty(variables: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/** Reads the settings from variables. @throws Error naming the variable and what it should be */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join(".")} ${issue?.message}`);
  }
  const { SEARCH_MEANING, SEARCH_MODEL, SEARCH_MODEL_URL } = result.data;
  if (/^(onnx|http)$/.test(SEARCH_MEANING) && !SEARCH_MODEL)
    throw new Error(`SEARCH_MODEL must be set if SEARCH_MEANING is ${SEARCH_MEANING}`);
  if (SEARCH_MEANING === "http" && !SEARCH_MODEL_URL)
    throw new Error("SEARCH_MODEL_URL must be set if SEARCH_MEANING is http");
  return { ...result.data, EMBEDDED: result.data.COLLOQUY_EMBEDDED === "1" };
}

/**
 * The settings of this process, read once.
 * @throws Error naming the variable and what it should be.
 */
export function env(): Env {
  parsed ??= readEnv(withoutEmpty(process.env));
  return parsed;
}

/** For tests and benches: the next `env()` reads the environment again. */
export function forgetEnv(): void {
  parsed = undefined;
}
