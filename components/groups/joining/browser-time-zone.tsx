"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A hidden field with the browser's time zone; empty until the page is alive. */
export function BrowserTimeZone() {
  const zone = useSyncExternalStore(never, here, () => "");
  return <input type="hidden" name="timeZone" value={zone} />;
}
