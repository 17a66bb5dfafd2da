// The configuration of next-auth.
import "server-only";
// next-auth loads parts of Next. Whoever loads those first has to bring what they expect, for good.
import "next/dist/server/node-environment-baseline.js";
import { NextRequest } from "next/server";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { newSecret } from "@/server/platform/secrets/secret";
import { PATHS } from "@/server/platform/web/addresses";
import { isHttps, SESSION_SECONDS, sessionCookieName } from "../sessions/commands";
import { LINK_SECONDS } from "../sign-in/commands";
import { outsideProviders } from "../sign-in/providers";
import { authAdapter } from "./adapter";

/** The reason that a provider or the network gave, for people who set up a provider. */
function reasonOf(error: Error): string | undefined {
  const inner = (error.cause as { err?: Error } | undefined)?.err;
  return inner?.message.slice(0, 300);
}

// Read at each request, so that a build needs no settings.
function config(): NextAuthConfig {
  return {
    adapter: authAdapter,
    basePath: "/api/auth",
    secret: env().AUTH_SECRET,
    // The web server in front has checked host and scheme already.
    trustHost: true,
    useSecureCookies: isHttps(),
    session: {
      strategy: "database",
      maxAge: SESSION_SECONDS,
      generateSessionToken: newSecret,
    },
    pages: { signIn: PATHS.signIn, error: PATHS.signIn },
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
        // requestLink creates and emails the links.
        sendVerificationRequest: async () => {},
      },
      ...outsideProviders(),
    ],
    logger: {
      error: (error) => log.warn({ error: error.name, why: reasonOf(error) }, "sign-in refused"),
      warn: () => {},
      debug: () => {},
    },
  };
}

const { handlers } = NextAuth(config);

/** Asks next-auth. Only the sign-in flow does, and turns its answers into ours. */
export function askNextAuth(request: Request): Promise<Response> {
  const asked = new NextRequest(request);
  return asked.method === "POST" ? handlers.POST(asked) : handlers.GET(asked);
}
