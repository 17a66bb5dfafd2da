import { Refusal } from "@/server/platform/refusal";

/** The person who is looking; null where nobody is signed in. */
export interface Viewer {
  id: string;
  handle: string;
  name: string;
  timeZone: string;
  suspended: boolean;
  /** Whether name and time zone were confirmed at the first visit. */
  welcomed: boolean;
}

/** Whether somebody may write at all. */
export function mayWrite(viewer: Viewer | null): true | Refusal {
  if (!viewer) return new Refusal("SIGN_IN_NEEDED");
  if (viewer.suspended) return new Refusal("SUSPENDED");
  return true;
}
