import { vi } from "vitest";

/**
 * Milliseconds of the processor's time that some work takes at its fastest of three: what else the machine
 * does meanwhile is not the work's.
 */
export function fastest(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** Waits until a check holds that is about to, on a busy machine too. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 });
}
