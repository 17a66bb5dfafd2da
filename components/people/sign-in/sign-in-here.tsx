"use client";

import { useRouter } from "next/navigation";
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
  const router = useRouter();
  if (viewer || pending) return null;
  const signIn = () => router.push(signInPath(window.location.pathname + window.location.search));
  return (
    <div className="mb-4 grid justify-items-start gap-3">
      <p>{children}</p>
      <Button variant="primary" onClick={signIn}>
        Sign in
      </Button>
    </div>
  );
}
