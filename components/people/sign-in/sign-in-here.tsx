"use client";

import { useRouter } from "next/navigation";
import { useViewer } from "@/components/people/viewer";
import { Button } from "@/components/ui/button";
import { signInPath } from "@/server/platform/web/addresses";

/** Leads guests to sign in and back to the whole address, such as one from an email, with its query. */
export function SignInHere() {
  const { viewer, pending } = useViewer();
  const router = useRouter();
  if (viewer || pending) return null;
  const signIn = () => router.push(signInPath(window.location.pathname + window.location.search));
  return (
    <Button variant="primary" onClick={signIn}>
      Sign in
    </Button>
  );
}
