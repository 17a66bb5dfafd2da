import type { Env } from "@/server/platform/env";

/**
 * Origins of the sign-in providers that are configured. A browser holds the answer to a form
 * against form-action, redirects included, so a sign-in form needs them named.
 */
export function formTargets(env: Env): string[] {
  const targets: string[] = [];
  if (env.GITHUB_CLIENT_ID) targets.push("https://github.com");
  if (env.GOOGLE_CLIENT_ID) targets.push("https://accounts.google.com");
  if (env.ORCID_CLIENT_ID) targets.push("https://orcid.org");
  const issuer = env.OIDC_ISSUER;
  if (issuer && URL.canParse(issuer)) targets.push(new URL(issuer).origin);
  return targets;
}
