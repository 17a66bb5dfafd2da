/** Whom a procedure lets in; what they may do behind the door, policy and rules decide. */
export type Door = "anybody" | "person" | "group" | "member" | "organizer" | "owner";

/** Every procedure and its door. The doors test knocks at each as every kind of caller. */
export const DOORS: Record<string, Door> = {};
