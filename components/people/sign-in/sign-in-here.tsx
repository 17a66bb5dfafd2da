"use client";

import type { ReactNode } from "react";
import { useViewer } from "@/components/people/viewer";
import { Button } from "@/components/ui/button";
import { signInPath } from "@/server/platform/web/addresses";

/**
 * Leads guests to sign in and back to the whole address, such as one from an email, with its query.
 * @param children the reason to do so, which only guests read
 */
export function SignInHere({ children }: { children: ReactNode }) {
  const { viewer, pending } = useViewer();
  if (viewer || pending) return null;
  const { location } = window;
  return (
    <>
      {children}
      <Button
        variant="primary"
        onClick={() => location.assign(signInPath(location.pathname + location.search))}
      >
        Sign in
      </Button>
    </>
  );
}
