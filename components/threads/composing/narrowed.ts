import { MENTIONABLE_SHOWN, type Mentionable } from "@/server/threads/schema";

/** Whom the server offered for the beginning of a name. */
export interface Offer {
  start: string;
  people: readonly Mentionable[];
}

/**
 * Whom it would offer for a longer beginning, where that can be said without asking: as long as nobody
 * was left out. Its rule is that of server/threads/mentions/commands.ts, said again because there the database
 * matches. So who types fast finds the list as far as she is.
 * @returns null where the server has to be asked
 */
export function narrowed(offer: Offer | null, start: string): readonly Mentionable[] | null {
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
