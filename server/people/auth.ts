import "server-only";
import NextAuth, { type NextAuthConfig } from "next-auth";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { authAdapter } from "./auth-adapter";
import { isHttps, SESSION_SECONDS, sessionCookieName } from "./sessions";
import { LINK_SECONDS } from "./sign-in";

interface Claims {
  sub?: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

/** An address counts only where the provider says that it was verified. */
function personOf(claims: Claims) {
  const email = claims.email_verified === true && claims.email ? claims.email : null;
  return { id: String(claims.sub), name: claims.name ?? null, email };
}

async function verifiedGitHubAddress(accessToken: string | undefined): Promise<string | null> {
  const answer = await fetch("https://api.github.com/user/emails", {
    headers: { Authorization: `Bearer ${accessToken}`, "User-Agent": "colloquy" },
  });
  if (!answer.ok) return null;
  const list = (await answer.json()) as { email: string; primary: boolean; verified: boolean }[];
  return list.find(({ primary, verified }) => primary && verified)?.email ?? null;
}

/** Sign-in with an account elsewhere; each only where its variables are set. */
function outsideProviders(): Provider[] {
  const set = env();
  const providers: Provider[] = [];
  if (set.GITHUB_CLIENT_ID && set.GITHUB_CLIENT_SECRET) {
    providers.push(
      GitHub({
        clientId: set.GITHUB_CLIENT_ID,
        clientSecret: set.GITHUB_CLIENT_SECRET,
        profile: async (profile, tokens) => ({
          id: String(profile.id),
          name: profile.name ?? profile.login,
          email: await verifiedGitHubAddress(tokens.access_token),
        }),
      }),
    );
  }
  if (set.GOOGLE_CLIENT_ID && set.GOOGLE_CLIENT_SECRET) {
    providers.push(
      Google({
        clientId: set.GOOGLE_CLIENT_ID,
        clientSecret: set.GOOGLE_CLIENT_SECRET,
        profile: personOf,
      }),
    );
  }
  if (set.ORCID_CLIENT_ID && set.ORCID_CLIENT_SECRET) {
    providers.push({
      id: "orcid",
      name: "ORCID",
      type: "oidc",
      issuer: "https://orcid.org",
      clientId: set.ORCID_CLIENT_ID,
      clientSecret: set.ORCID_CLIENT_SECRET,
      profile: personOf,
    });
  }
  if (set.OIDC_ISSUER && set.OIDC_CLIENT_ID && set.OIDC_CLIENT_SECRET) {
    providers.push({
      id: "oidc",
      name: set.OIDC_NAME ?? "OpenID Connect",
      type: "oidc",
      issuer: set.OIDC_ISSUER,
      clientId: set.OIDC_CLIENT_ID,
      clientSecret: set.OIDC_CLIENT_SECRET,
      profile: personOf,
    });
  }
  return providers;
}

function config(): NextAuthConfig {
  return {
    adapter: authAdapter,
    basePath: "/api/auth",
    secret: env().AUTH_SECRET,
    // The web server in front has judged host and scheme already.
    trustHost: true,
    session: { strategy: "database", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() },
      },
    },
    providers: [
      {
        id: "email",
        type: "email",
        name: "Email",
        from: env().MAIL_FROM,
        maxAge: LINK_SECONDS,
        options: {},
        // Links are made and mailed by requestLink.
        sendVerificationRequest: async () => {},
      },
      ...outsideProviders(),
    ],
    logger: {
      error: (error) => log.warn({ error: error.name }, "sign-in refused"),
      warn: () => {},
      debug: () => {},
    },
  };
}

export const { handlers: authHandlers, signIn } = NextAuth(config);
