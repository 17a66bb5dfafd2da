// `npm run mail:check`: reports what keeps the emails of this site from arriving (docs/mail.md). It needs no database.
// Exit code 1 if something is missing.
import { Resolver } from "node:dns/promises";
import { readEnv, withoutEmpty } from "@/server/platform/env";
import { checkMail } from "@/server/platform/mail/check";

const SIGNS = { good: "✓", missing: "✗", unknown: "?" } as const;

// Settings that have nothing to do with email need not be set here.
const others = { DATABASE_URL: "none", AUTH_SECRET: "-".repeat(32) };
const found = await checkMail(
  readEnv({ ...others, ...withoutEmpty(process.env) }),
  new Resolver({ timeout: 5000, tries: 2 }),
);
for (const { state, words } of found) console.log(`${SIGNS[state]} ${words}`);
const wanting = found.filter(({ state }) => state === "missing").length;
console.log(wanting === 0 ? "\nNothing is missing." : `\n${wanting} missing: see docs/mail.md.`);
process.exitCode = wanting === 0 ? 0 : 1;
