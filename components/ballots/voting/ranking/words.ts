import { listInWords } from "@/server/platform/text/words";
import { placesOf, type Ranking, tierOf } from "./ranking";

/** A move by a button in a row. */
export type Move = "first" | "up" | "down" | "level" | "next" | "out";

/** The place of a paper, for screen readers. */
export function placeInWords(
  title: string,
  place: { place: number; tied: boolean } | undefined,
): string {
  if (!place) return `${title}: not ranked`;
  return `${title}: place ${place.place}${place.tied ? ", shared" : ""}`;
}

/** Where a paper would be dropped, with its neighbours, for screen readers. */
export function stopInWords(ranking: Ranking, id: string, titleOf: (id: string) => string): string {
  const place = placesOf(ranking).get(id);
  if (!place) return "Not ranked";
  const at = tierOf(ranking, id);
  const names = (tier: readonly string[] | undefined = []) =>
    listInWords(tier.filter((one) => one !== id).map(titleOf));
  const [mates, above, below] = [
    names(ranking[at]),
    names(ranking[at - 1]),
    names(ranking[at + 1]),
  ];
  if (mates) return `Place ${place.place}, shared with ${mates}`;
  if (above && below) return `Place ${place.place}, between ${above} and ${below}`;
  if (above) return `Place ${place.place}, below ${above}`;
  return `Place ${place.place}${below ? `, above ${below}` : ""}`;
}
