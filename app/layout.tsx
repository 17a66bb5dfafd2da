import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SuspendedNotice } from "@/components/people/suspended-notice";
import { Footer } from "@/components/shell/footer";
import { Header } from "@/components/shell/header";
import { LateKeyboard } from "@/components/shell/keyboard/late-keyboard";
import { FollowLinks } from "@/components/shell/links/follow-links";
import { LiveProvider } from "@/components/shell/live/live";
import { ReadAgainWhenRestored } from "@/components/shell/live/live-refresh";
import { THEME_SCRIPT } from "@/components/shell/theme/theme-script";
import { RelativeTimes } from "@/components/shell/times/relative-times";
import { Toasts } from "@/components/ui/toast";
import { Wire } from "@/trpc/provider";
import "katex/dist/katex.min.css";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Colloquy", template: "%s · Colloquy" },
  description: "Where reading groups choose, read and discuss papers together.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const SKIP = "sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <a href="#content" className={`${SKIP} [body:has(#papers)_&]:hidden`}>
          Skip to the content
        </a>
        {/* On a page with a list of papers, this one stands in its place. */}
        <a href="#papers" className={`${SKIP} [body:not(:has(#papers))_&]:hidden`}>
          Skip to the first paper
        </a>
        <Wire>
          <LiveProvider>
            <ReadAgainWhenRestored />
            <FollowLinks />
            <RelativeTimes />
            <LateKeyboard />
            <Header />
            <SuspendedNotice />
            <noscript>
              <p className="mx-auto max-w-5xl px-4 pt-4 text-muted text-sm sm:px-6">
                JavaScript is off. You can read, search, sign in and subscribe. To vote, comment or
                change anything else, switch it on and reload the page.
              </p>
            </noscript>
            <main id="content">{children}</main>
            <Footer />
          </LiveProvider>
        </Wire>
        <Toasts />
      </body>
    </html>
  );
}
