/** A word of the stream, as far as pages read it. */
type Word = { say: "changed"; watch: string; crowd: number } | { say: "hello" | "beat" };

interface Hearing {
  /** @param id the server's time */
  onWord(id: string, word: Word): void;
  /** The server ended the stream, or the connection broke. */
  onEnd(): void;
  onRefusal(): void;
}

/**
 * Opens the subscription `live.changes`, which is an event stream, without the library for calls: pages that sleep have none, and
 * in the others its link would weigh five times as much.
 * @returns a function that closes it
 */
export function openSource(
  input: { watches: readonly string[]; since: number | null },
  { onWord, onEnd, onRefusal }: Hearing,
): () => void {
  const query = encodeURIComponent(JSON.stringify(input));
  const source = new EventSource(`/api/trpc/live.changes?input=${query}`);
  source.addEventListener("message", ({ data, lastEventId }) =>
    onWord(lastEventId, JSON.parse(data).json),
  );
  source.addEventListener("return", onEnd);
  source.addEventListener("serialized-error", onRefusal);
  // A refused browser gives up; one that lost the connection tries again.
  source.addEventListener("error", () =>
    source.readyState === source.CLOSED ? onRefusal() : onEnd(),
  );
  return () => source.close();
}
