"use client";

import { SignInHere } from "@/components/people/sign-in/sign-in-here";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";

/** Says that an address leads to nothing that its reader may see. A client component, because every page brings it along. */
export function NothingHere() {
  return (
    <Page
      title="There is nothing here, or it is not open to you"
      lead="The address may be mistyped, or the page may be for the members of a group."
    >
      <title>Nothing here · Colloquy</title>
      <div className="grid justify-items-start gap-4">
        <SignInHere>
          <p>
            If the page may be for you, sign in to find out. You come straight back to this address.
          </p>
        </SignInHere>
        <LinkButton href={PATHS.papers}>Go to papers</LinkButton>
      </div>
    </Page>
  );
}
