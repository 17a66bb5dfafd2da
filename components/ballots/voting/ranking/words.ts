/** What a button in a row does with its paper. */
export type Move = "first" | "up" | "down" | "level" | "next" | "out";

/** Where a paper stands, for who does not see it. */
export function placeInWords(
  title: string,
  place: { place: number; tied: boolean } | undefined,
): string {
  if (!place) return `${title}: not ranked`;
  return `${title}: place ${place.place}${place.tied ? ", shared" : ""}`;
}
