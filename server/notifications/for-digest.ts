// Notifications as lines of a digest.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { listNotificationsById } from "./queries";
import { inPlainWords } from "./rules";

/** One line of a digest: a sentence, and the page that it leads to. */
export interface NotificationSentence {
  /** The ids of the notifications behind it. */
  ids: string[];
  words: string;
  path: string;
}

/**
 * Lists notifications that may still be seen as sentences, the latest first.
 * @param again whether to include read ones
 */
export async function listSentences(
  tx: Tx,
  ids: readonly string[],
  { again }: { again: boolean },
): Promise<NotificationSentence[]> {
  const lines = await listNotificationsById(tx, ids, { again });
  return lines.map((line) => ({ ids: line.ids, words: inPlainWords(line), path: line.path }));
}
