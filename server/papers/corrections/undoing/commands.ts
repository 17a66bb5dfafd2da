import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { transact } from "@/server/platform/database/db";
import { spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { listInWords } from "@/server/platform/text/words";
import { retryOnDuplicate } from "../../catalogue/commands";
import { endCompletion } from "../../completion/waiting";
import { undoChoice } from "../../topics/choosing/commands";
import { changePaper, EDITS, lockPaper } from "../commands";
import { mayEdit } from "../policy";
import { changesFrom } from "../queries";
import { FIELD_WORDS, findChangedSince, reverse } from "../rules";
import type { undoInput } from "../schema";

/** Takes a change back, by a change of its own. @throws Refusal CONFLICT if its fields were changed again */
export async function undoChange(
  viewer: Viewer,
  { changeId, reason }: z.output<typeof undoInput>,
): Promise<void> {
  await spend(EDITS, viewer.id);
  await retryOnDuplicate(() =>
    transact(async (tx) => {
      const found = await tx.paperChange.findUnique({
        where: { id: changeId },
        select: {
          paperId: true,
          kind: true,
          version: true,
          topicSlug: true,
          topicName: true,
          topicAccepted: true,
          fields: { select: { field: true, before: true, after: true } },
        },
      });
      if (!found?.paperId) refuse("NOT_FOUND");
      if (found.kind === "merge" || found.kind === "unmerge") {
        refuse("CONFLICT", {
          say: "This is a merge. It is undone as a whole: see its own button.",
        });
      }
      const paper = await lockPaper(tx, viewer, found.paperId);
      demand(mayEdit(viewer, paper));
      const { version, topicSlug, topicName } = found;
      if (topicSlug !== null && topicName !== null) {
        const choice = { id: changeId, version, topicSlug, topicName };
        return undoChoice(tx, paper, choice, { changedById: viewer.id, reason });
      }
      const changes = reverse(changesFrom(found.fields));
      const since = findChangedSince(paper.fields, changes);
      if (since.length > 0) {
        const words = listInWords(since.map((field) => FIELD_WORDS[field]));
        refuse("CONFLICT", {
          say: `This cannot be undone by itself, because this was changed again since: ${words}. Edit the paper instead.`,
        });
      }
      const by = { kind: "undo", changedById: viewer.id, reason, undoesId: changeId } as const;
      const isCompletion = found.kind === "completion";
      await changePaper(tx, paper, changes, { ...by, mayEmpty: isCompletion });
      if (isCompletion) await endCompletion(tx, paper.id);
    }),
  );
}
