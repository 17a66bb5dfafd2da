import { Refusal } from "@/server/platform/refusal";

/** The person who is looking at the page. */
export interface Viewer {
  id: string;
  handle: string;
  name: string;
  timeZone: string;
  suspended: boolean;
  /** Whether name and time zone were confirmed at the first visit. */
  welcomed: boolean;
  /** Whether the viewer keeps public threads civil, as a moderator of the site. */
  moderator: boolean;
  /** Whether the viewer runs the site. */
  operator: boolean;
}

/** The live topic of one person's notifications. */
export function personTopic(personId: string): string {
  return `person:${personId}`;
}

/** The live topic of the name and handle under which a person is shown. */
export function profileTopic(personId: string): string {
  return `profile:${personId}`;
}

/** Decides whether the viewer may write at all. */
export function mayWrite(viewer: Viewer | null): true | Refusal {
  if (!viewer) return new Refusal("SIGN_IN_NEEDED");
  if (viewer.suspended) return new Refusal("SUSPENDED");
  return true;
}
