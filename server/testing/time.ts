import { vi } from "vitest";

/** Waits until a check holds that is about to, however busy the machine: the limit is against hanging only. */
export function soon(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 50_000 });
}
