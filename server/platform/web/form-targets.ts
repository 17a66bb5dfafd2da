const PROVIDERS: Array<[variable: string, origin: string]> = [
  ["AUTH_GITHUB_ID", "https://github.com"],
  ["AUTH_GOOGLE_ID", "https://accounts.google.com"],
  ["AUTH_ORCID_ID", "https://orcid.org"],
];

/**
 * Origins of the sign-in providers that are configured. A browser holds the answer to a form
 * against form-action, redirects included, so a sign-in form needs them named.
 */
export function formTargets(variables: Record<string, string | undefined>): string[] {
  const targets = PROVIDERS.filter(([name]) => variables[name]).map(([, origin]) => origin);
  const issuer = variables.AUTH_OIDC_ISSUER;
  if (issuer && URL.canParse(issuer)) targets.push(new URL(issuer).origin);
  return targets;
}
