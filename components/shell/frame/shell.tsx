"use client";

import type { ReactNode } from "react";
import { SuspendedNotice } from "@/components/people/suspended-notice";
import { ViewerProvider } from "@/components/people/viewer";
import { Toasts } from "@/components/ui/toast";
import { Wire } from "@/trpc/provider";
import { LateKeyboard } from "../keyboard/late-keyboard";
import { FollowLinks } from "../links/follow-links";
import { LiveProvider } from "../live/live";
import { ReadAgainWhenRestored } from "../live/live-refresh";
import { RelativeTimes } from "../times/relative-times";
import { Footer } from "./footer";
import { Header } from "./header";

const SKIP = "sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3";

/**
 * The frame of every page: header, footer, toasts, and what listens. One client component for all of it, because a
 * server component would be rendered twice and sent twice with each page, as HTML and as data.
 */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a href="#content" className={`${SKIP} [body:has(#papers)_&]:hidden`}>
        Skip to the content
      </a>
      {/* On a page with a list of papers, this one stands in its place. */}
      <a href="#papers" className={`${SKIP} [body:not(:has(#papers))_&]:hidden`}>
        Skip to the first paper
      </a>
      <Wire>
        <ViewerProvider>
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
        </ViewerProvider>
      </Wire>
      <Toasts />
    </>
  );
}
