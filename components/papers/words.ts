/** "Ada, Bo and 3 more": the first few authors in words. @param count the number of all authors */
export function authorsInWords(first: readonly string[], count: number, most = 3): string {
  const shown = count - most === 1 && first.length > most ? most + 1 : most;
  const names = first.slice(0, shown);
  const more = count - names.length;
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  const last = names.at(-1);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : (last ?? "");
}

/** "1 comment", "3 comments". */
export function countInWords(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
