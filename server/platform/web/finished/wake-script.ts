declare const WAKE_SCRIPT: string;

/** The script that wakes a finished page, which the bundle of the server contains; null where there is no bundle. */
export function wakeScript(): string | null {
  return typeof WAKE_SCRIPT === "string" ? WAKE_SCRIPT : null;
}
