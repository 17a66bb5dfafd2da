// Notifications as lines of a digest.
import "server-only";
import type { Tx } from "@/server/platform/db";
import { toldAs } from "./queries";
import { inPlainWords } from "./rules";

/** One line of a digest: what happened, and where it is read. */
export interface News {
  /** The notifications that it stands for. */
  ids: string[];
  words: string;
  path: string;
}

/**
 * What these notifications tell, as far as it may still be seen, the latest first.
 * @param again whether also what has been read
 */
export async function newsOf(
  tx: Tx,
  ids: readonly string[],
  { again }: { again: boolean },
): Promise<News[]> {
  const lines = await toldAs(tx, ids, { again });
  return lines.map((line) => ({ ids: line.ids, words: inPlainWords(line), path: line.path }));
}
