import { MENTIONABLE_SHOWN } from "@/server/threads/rules";
import type { Mentionable } from "@/server/threads/schema";

/** People the server suggested for the beginning of a name. */
export interface Offer {
  start: string;
  people: readonly Mentionable[];
}

/**
 * Narrows suggestions to a longer beginning without asking the server, so that the list keeps up with fast
 * typing. Repeats the rule of server/threads/mentions/commands.ts, where the database matches.
 * @returns null if the server may have left somebody out, or the beginning is another
 */
export function narrowOffer(offer: Offer | null, start: string): readonly Mentionable[] | null {
  if (!offer || offer.people.length >= MENTIONABLE_SHOWN) return null;
  const typed = start.toLowerCase();
  if (!typed.startsWith(offer.start.toLowerCase())) return null;
  const byHandle = (one: Mentionable) => one.handle.startsWith(typed);
  const byName = ({ name }: Mentionable) => ` ${name.toLowerCase()}`.includes(` ${typed}`);
  return [
    ...offer.people.filter(byHandle),
    ...offer.people.filter((one) => !byHandle(one) && byName(one)),
  ];
}
