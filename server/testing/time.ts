import { vi } from "vitest";

/** Waits until a check holds, however busy the machine is; the limit only guards against hanging. */
export function soon(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 50_000 });
}
