import type { Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";
import { countInWords, listPhrases } from "@/server/platform/text/words";

/** How a paper is used by others than the person who added it. */
export interface Uses {
  upvotes: number;
  /** Visible public comments, of everybody. */
  comments: number;
  /** Whether anything is written about it anywhere, in groups or hidden, too. */
  discussed: boolean;
  followed: boolean;
  /** Whether it is on a group's list. What a person keeps for themselves is not asked: nobody learns of it. */
  listed: boolean;
  /** Whether it was nominated or chosen in a group, by anybody. */
  inGroups: boolean;
  /** Whether others wrote about it, nominated it, vote on it or read it. */
  byOthers: boolean;
}

export interface OwnedPaper {
  addedById: string | null;
  uses: Uses;
}

/** Whether others upvoted, follow, discuss, nominated, vote on or read the paper. */
export function isUsed({ upvotes, followed, byOthers }: Uses): boolean {
  return upvotes > 0 || followed || byOthers;
}

/** Decides whether the viewer may change the paper: moderators always, and the person who added it until others use it. */
export function mayEdit(viewer: Viewer, paper: OwnedPaper): true | Refusal {
  if (viewer.moderator) return true;
  if (paper.addedById !== viewer.id)
    return new Refusal("NOT_ALLOWED", {
      say: "Only the person who added this paper and moderators can change it. You can suggest a correction.",
    });
  if (!isUsed(paper.uses)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Others use this paper by now, so you can no longer change it alone. Suggest the correction: a moderator decides.",
  });
}

/** Decides whether the viewer may delete the paper. Nobody may while anything hangs on it. */
export function mayDelete(viewer: Viewer, { addedById, uses }: OwnedPaper): true | Refusal {
  if (!viewer.moderator && addedById !== viewer.id)
    return new Refusal("NOT_ALLOWED", {
      say: "Only the person who added this paper and moderators can delete it.",
    });
  const hangs = hangingInWords(uses);
  if (hangs.length === 0) return true;
  return new Refusal("CLOSED", {
    say: `This paper cannot be deleted, because ${listPhrases(hangs)}.`,
  });
}

/** Says what hangs on a paper. Groups are not named, because private ones are among them. */
function hangingInWords({
  upvotes,
  comments,
  discussed,
  followed,
  listed,
  inGroups,
}: Uses): string[] {
  const hangs: string[] = [];
  if (upvotes > 0)
    hangs.push(`${countInWords(upvotes, "other person", "other people")} upvoted it`);
  if (comments > 0) hangs.push(`it has ${countInWords(comments, "comment")}`);
  else if (discussed) hangs.push("there are comments on it");
  if (followed) hangs.push("somebody follows it");
  if (inGroups) hangs.push("it was nominated or read in a group");
  if (listed) hangs.push("it is on a group's list");
  return hangs;
}

/** Decides whether the viewer may answer suggestions for the paper: moderators, and the person who added it. */
export function mayAnswer(
  viewer: Viewer,
  paper: { addedById: string | null },
  suggestion: { suggestedById: string },
): true | Refusal {
  if (viewer.moderator) return true;
  // Others do not learn which suggestions there are.
  if (paper.addedById !== viewer.id) return new Refusal("NOT_FOUND");
  // Once others use a paper, a change needs two people, or a moderator.
  if (suggestion.suggestedById === viewer.id)
    return new Refusal("NOT_ALLOWED", { say: "Somebody else decides about your own suggestion." });
  return true;
}
