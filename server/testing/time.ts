import { vi } from "vitest";

/** Milliseconds between two questions to the database that each cost it as much as a small command. */
const BETWEEN_MS = 3;
/** The real one, also in a test whose clock stands still. */
const wait = globalThis.setTimeout;

/** Leaves the processors to what is waited for, before the next question whether it has come. */
export function aMoment(): Promise<void> {
  return new Promise((over) => wait(over, BETWEEN_MS));
}

/** Waits until a check holds, however busy the machine is; the limit only guards against hanging. */
export function soon(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 50_000, interval: 20 });
}
