/**
 * Names the callers that a procedure lets in; policy and rules decide what they may do behind the door.
 * - `anybody`; `person`: people who are signed in; `loopback`: only callers on this machine
 * - `moderator`: people who keep public threads civil; `operator`: people who run the site
 * - `group`: anyone who may see the group; `visitor`: people who may see it and are signed in
 * - `member`, `organizer`, `owner`: people who are at least that in the group
 */
export type Door =
  | "anybody"
  | "person"
  | "loopback"
  | "moderator"
  | "operator"
  | "group"
  | "visitor"
  | "member"
  | "organizer"
  | "owner";
