import { vi } from "vitest";

/** Waits until a check holds that is about to, on a busy machine too. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 });
}
