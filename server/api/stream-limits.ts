// How many streams one process, person and network address may have open.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { type Limit, networkOf } from "@/server/platform/limits";
import { type Bound, Places } from "@/server/platform/web/places";

/** Streams that one process holds. */
const STREAMS = 5000;
/**
 * Of them, those of one person, in all their browsers: more than anybody looks at, for pages in the background
 * let theirs go.
 */
export const STREAMS_OF_PERSON = 20;
/** Streams of all guests at one network address. People behind it who are signed in count for themselves. */
export const STREAMS_OF_GUESTS = 60;
/** Streams of one network address, guests' and members': a university may have one address. */
const STREAMS_OF_ADDRESS = 1000;
/** A page opens its stream anew whenever it watches something else. */
export const OPENED_BY_PERSON: Limit = { name: "streams", points: 120, perSeconds: 60 };
export const OPENED_BY_GUESTS: Limit = { name: "streams-of-guests", points: 300, perSeconds: 60 };

/** The streams that this process holds, by person, network address and in all. */
export const openStreams = new Places();

export function boundsOf(viewer: Viewer | null, ip: string): Bound[] {
  const network = networkOf(ip);
  return [
    viewer
      ? { key: `person ${viewer.id}`, most: STREAMS_OF_PERSON }
      : { key: `guests ${network}`, most: STREAMS_OF_GUESTS },
    { key: `address ${network}`, most: STREAMS_OF_ADDRESS },
    { key: "process", most: STREAMS },
  ];
}
