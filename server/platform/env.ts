import { z } from "zod";

const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const schema = z.object({
  DATABASE_URL: z.string().min(1, "is not set: start the site with `npm start`"),
  AUTH_SECRET: z.string().min(32, "must be set and at least 32 characters long"),
  /** The address people use; every link in a mail starts with it. */
  SITE_URL: z
    .url()
    .default("http://localhost:3000")
    .transform((url) => url.replace(/\/+$/, "")),
  SMTP_URL: optional,
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
    ),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  ORCID_CLIENT_ID: optional,
  ORCID_CLIENT_SECRET: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  /** What the button of the OpenID Connect provider says, e.g. "University of Somewhere". */
  OIDC_NAME: optional,
});

export type Env = z.infer<typeof schema> & { EMBEDDED: boolean };

let parsed: Env | undefined;

/**
 * The settings of this process, read once.
 * @throws Error naming the variable and what it should be.
 */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join(".")} ${issue?.message}`);
  }
  parsed = { ...result.data, EMBEDDED: result.data.COLLOQUY_EMBEDDED === "1" };
  return parsed;
}

/** For tests: the next `env()` reads the environment again. */
export function forgetEnv(): void {
  parsed = undefined;
}
