// The configured providers at which people can sign in.
import "server-only";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { env } from "@/server/platform/env";
import { noteShown } from "@/server/platform/web/finished/shown";
import { addressFromElsewhere, type Claims, nameFromElsewhere, readClaims } from "../rules";

/** Checks that bind an answer to the browser that asked. Not every provider supports all three. */
const OIDC_CHECKS: ("pkce" | "state" | "nonce")[] = ["pkce", "state", "nonce"];

interface OutsideProvider {
  id: string;
  /** The label of its button. */
  name: string;
  provider: () => Provider;
}

async function verifiedGitHubAddress(accessToken: string | undefined): Promise<string | null> {
  const answer = await fetch("https://api.github.com/user/emails", {
    headers: { Authorization: `Bearer ${accessToken}`, "User-Agent": "colloquy" },
  });
  if (!answer.ok) return null;
  const list = (await answer.json()) as { email: string; primary: boolean; verified: boolean }[];
  const own = list.find(({ primary, verified }) => primary && verified);
  return addressFromElsewhere(own?.email);
}

/** Lists the providers whose variables are set. */
function configured(): OutsideProvider[] {
  const set = env();
  const found: OutsideProvider[] = [];
  const offer = (
    id: string,
    name: string,
    clientId: string | undefined,
    clientSecret: string | undefined,
    provider: (keys: { clientId: string; clientSecret: string }) => Provider,
  ) => {
    if (!clientId || !clientSecret) return;
    found.push({ id, name, provider: () => provider({ clientId, clientSecret }) });
  };

  offer("github", "GitHub", set.GITHUB_CLIENT_ID, set.GITHUB_CLIENT_SECRET, (keys) =>
    GitHub({
      ...keys,
      checks: ["pkce", "state"],
      profile: async (profile, tokens) => ({
        id: String(profile.id),
        name: nameFromElsewhere(profile.name) ?? nameFromElsewhere(profile.login),
        email: await verifiedGitHubAddress(tokens.access_token),
      }),
    }),
  );
  offer("google", "Google", set.GOOGLE_CLIENT_ID, set.GOOGLE_CLIENT_SECRET, (keys) =>
    Google({ ...keys, checks: OIDC_CHECKS, profile: readClaims }),
  );
  offer("orcid", "ORCID", set.ORCID_CLIENT_ID, set.ORCID_CLIENT_SECRET, (keys) => ({
    id: "orcid",
    name: "ORCID",
    type: "oidc",
    issuer: "https://orcid.org",
    ...keys,
    checks: OIDC_CHECKS,
    // ORCID supports only this scope, and accepts the secret only in the body.
    authorization: { params: { scope: "openid" } },
    client: { token_endpoint_auth_method: "client_secret_post" },
    idToken: false,
    profile: (claims: Claims) => readClaims(claims),
  }));
  const { OIDC_ISSUER: issuer, OIDC_NAME: name = "OpenID Connect" } = set;
  if (issuer) {
    offer("oidc", name, set.OIDC_CLIENT_ID, set.OIDC_CLIENT_SECRET, (keys) => ({
      id: "oidc",
      name,
      type: "oidc",
      issuer,
      ...keys,
      checks: OIDC_CHECKS,
      // Many providers send name and address from the userinfo endpoint, not in the ID token.
      idToken: false,
      profile: (claims: Claims) => readClaims(claims),
    }));
  }
  return found;
}

/** The providers in next-auth's format. */
export function outsideProviders(): Provider[] {
  return configured().map(({ provider }) => provider());
}

/** The providers with the labels of their buttons. */
export function outsideSignIns(): { id: string; name: string }[] {
  noteShown();
  return configured().map(({ id, name }) => ({ id, name }));
}
