import { DEFAULT_VIA } from "../rules";
import { GROUP_KINDS, type GroupKind, type Kind, VIAS, type Via } from "../schema";

/** Choices how to get one kind of notification, each null where none was made. */
export interface Choices {
  /** The member's own for this group. */
  member: Via | null;
  /** The member's own for everything. */
  own: Via | null;
  /** The organizers' for all members of this group. */
  group: Via | null;
}

/** Finds the way that applies: the narrower choice wins, and a person's own goes before the organizers'. */
export function effectiveVia(kind: Kind, { member, own, group }: Choices): Via {
  return member ?? own ?? group ?? DEFAULT_VIA[kind];
}

/** Whether a kind is about a group's own events. */
export function isGroupKind(kind: Kind): kind is GroupKind {
  return GROUP_KINDS.some((one) => one === kind);
}

/** Lists the ways that organizers can choose for their group: the site's default, and quieter ones. */
export function groupVias(kind: GroupKind): Via[] {
  return VIAS.slice(VIAS.indexOf(DEFAULT_VIA[kind]));
}
