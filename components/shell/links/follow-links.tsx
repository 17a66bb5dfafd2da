"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { addressToFollow } from "./pressed-link";

/**
 * Follows the links of the whole page (`components/ui/links/link.tsx`) without a new document. Without JavaScript, and
 * until it has loaded, the browser follows them itself.
 */
export function FollowLinks() {
  const router = useRouter();
  useEffect(() => {
    // React listens at the document too, and from earlier on, so that a handler of the link itself comes first.
    const follow = (event: MouseEvent) => {
      const address = addressToFollow(event, window.location.origin);
      if (address === null) return;
      event.preventDefault();
      router.push(address);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);
  return null;
}
