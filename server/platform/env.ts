import ipaddr from "ipaddr.js";
import { z } from "zod";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : "";
}

/** Scheme, host and perhaps a port: what links are made from and origins compared with. */
function isSiteAddress(url: string): boolean {
  return /^https?:$/.test(protocolOf(url)) && new URL(url).origin === url.toLowerCase();
}

function isNetwork(entry: string): boolean {
  return ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry);
}

const schema = z.object({
  DATABASE_URL: z.string().min(1, "is not set: start the site with `npm start`"),
  AUTH_SECRET: z.string().min(32, "must be set and at least 32 characters long"),
  /** The address people use; every link in a mail starts with it. */
  SITE_URL: z
    .string()
    .default("http://localhost:3000")
    .transform((url) => url.replace(/\/+$/, ""))
    .refine(isSiteAddress, "must be an address such as https://read.example.org, without a path"),
  SMTP_URL: optional.refine(
    (url) => url === undefined || /^smtps?:$/.test(protocolOf(url)),
    "must be an address such as smtps://user:password@host:465",
  ),
  MAIL_FROM: z.string().default("Colloquy <colloquy@localhost>"),
  /** "1" where the embedded database is in use: a mailbox page instead of SMTP, one-click demo. */
  COLLOQUY_EMBEDDED: optional,
  /** Addresses (CIDR, comma separated) whose X-Forwarded-* headers count. */
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
  /** What the button of the OpenID Connect provider says, e.g. "University of Somewhere". */
  OIDC_NAME: optional,
});

export type Env = z.infer<typeof schema> & { EMBEDDED: boolean };

let parsed: Env | undefined;

/** The variables that are set; an empty one counts as not set. */
export function given(variables: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

/** The settings in these variables. @throws Error naming the variable and what it should be */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join(".")} ${issue?.message}`);
  }
  return { ...result.data, EMBEDDED: result.data.COLLOQUY_EMBEDDED === "1" };
}

/**
 * The settings of this process, read once.
 * @throws Error naming the variable and what it should be.
 */
export function env(): Env {
  parsed ??= readEnv(given(process.env));
  return parsed;
}

/** For tests: the next `env()` reads the environment again. */
export function forgetEnv(): void {
  parsed = undefined;
}
