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
