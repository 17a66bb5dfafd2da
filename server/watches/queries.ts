import "server-only";
import type { z } from "zod";
import { findAlike } from "@/server/papers/catalogue/queries";
import type { Means } from "@/server/papers/sources/fetching/commands";
import { lookAt } from "@/server/papers/sources/listings/commands";
import type { Listed, Listing } from "@/server/papers/sources/listings/listing";
import { isOpml, readOpml } from "@/server/papers/sources/listings/opml";
import { Unreadable } from "@/server/papers/sources/record";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { nameOfPlace, type Place, placeOf, placeProblem } from "./rules";
import { FEEDS_MAX, type lookInput, placeInput, WATCHES_MAX } from "./schema";

/** The owner of watches: a group, or the site, whose watches bring papers into the catalogue. */
export interface Owner {
  /** Null for the site. */
  groupId: string | null;
  /** The calendar by which a day is counted. */
  timeZone: string;
}

export const SITE: Owner = { groupId: null, timeZone: "UTC" };

/** Places that a person looks at before they watch them. */
const LOOKS: Limit = { name: "looks at lists of papers", points: 30, perSeconds: 3600 };
/** Titles that a preview shows. */
const SHOWN = 8;
const TITLE = 300;

/** Lists the watches of an owner by name. */
export async function listWatches({ groupId }: Owner) {
  return db.watch.findMany({
    where: { groupId },
    select: {
      ...{ id: true, kind: true, query: true, name: true, perDay: true },
      ...{ nextAt: true, pausedAt: true, stoppedAt: true, askedAt: true, ranAt: true },
      ...{ outcome: true, brought: true, left: true, unnamed: true, unclear: true, failures: true },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: WATCHES_MAX,
  });
}

/**
 * Reads what somebody pasted, and shows what a watch would find now: a list of feeds is read, and any other place is looked
 * at. Writes nothing.
 * @throws Refusal INVALID for a text that is neither, TOO_MANY
 */
export async function previewWatch(
  viewer: Viewer,
  owner: Owner,
  { text, kind }: z.output<typeof lookInput>,
  by?: Means,
) {
  await spend(LOOKS, viewer.id);
  if (isOpml(text)) return { of: "feeds" as const, ...(await readFeeds(owner, text)) };
  const place = placeFrom(text, kind);
  const [watched, look] = await Promise.all([
    db.watch.count({ where: { groupId: owner.groupId, ...place } }),
    lookAt(place, undefined, by),
  ]);
  const listing = look.outcome === "looked" ? look.listing : null;
  return {
    of: "place" as const,
    place,
    name: nameOfPlace(place, listing?.title),
    watched: watched > 0,
    found: listing ? await describeListing(listing) : null,
    problem:
      look.outcome === "unreadable"
        ? ("unreadable" as const)
        : listing
          ? null
          : ("noAnswer" as const),
  };
}

function placeFrom(text: string, kind: z.output<typeof lookInput>["kind"]): Place {
  const read = placeInput.safeParse(placeOf(text, kind));
  const say = read.success ? placeProblem(read.data) : (read.error.issues[0]?.message ?? "");
  if (!read.success || say) refuse("INVALID", { say: say ?? "", field: "text" });
  return read.data;
}

/** Describes what a place lists, with the papers that the catalogue has. */
async function describeListing({ papers, unnamed }: Listing) {
  const known = await findAlike(
    papers.map((one) => ({ title: one.title, identifiers: one.identifiers })),
  );
  const names = new Set(known.flatMap(({ identifiers }) => identifiers.map(nameOfId)));
  const isKnown = ({ identifiers }: Listed) => identifiers.some((id) => names.has(nameOfId(id)));
  const shown = (title: string) => titleInSigns(title).slice(0, TITLE);
  return {
    count: papers.length,
    papers: papers.slice(0, SHOWN).map((one) => ({ title: shown(one.title), known: isKnown(one) })),
    unnamedCount: unnamed.length,
    unnamed: unnamed.slice(0, SHOWN).map(shown),
  };
}

const nameOfId = ({ type, value }: { type: string; value: string }) => `${type} ${value}`;

/** Reads a list of feeds. Addresses that cannot be watched are counted. */
async function readFeeds({ groupId }: Owner, text: string) {
  let listed: ReturnType<typeof readOpml>;
  try {
    listed = readOpml(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refuse("INVALID", {
      say: "This list of feeds is broken. Export it again.",
      field: "text",
    });
  }
  const read = listed.slice(0, FEEDS_MAX).map(({ address, title }) => {
    const named = placeOf(address, null);
    // Words are no address.
    const place = named.kind === "openalex" ? undefined : placeInput.safeParse(named).data;
    return place ? { place, name: nameOfPlace(place, cleanTitle(title)) } : null;
  });
  const feeds = read.filter((one) => one !== null);
  const there = await db.watch.findMany({
    where: { groupId },
    select: { kind: true, query: true },
  });
  const isWatched = ({ place }: { place: Place }) =>
    there.some(({ kind, query }) => kind === place.kind && query === place.query);
  return {
    feeds: feeds.map((one) => ({ ...one, watched: isWatched(one) })),
    left: listed.length - feeds.length,
  };
}

/** A title without signs that no name may have. */
function cleanTitle(title: string): string {
  return title.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\s]+/gu, " ").trim();
}
