"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** An address of this site as people have to type it, with the site's name once the browser knows it. */
export function SiteAddress({ path }: { path: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  return <code className="break-all">{origin + path}</code>;
}
