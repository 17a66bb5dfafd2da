import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db, type Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { demand, refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { showTitle } from "../../titles/shown";
import { mayAnswer } from "../policy";
import { CORRECTED, idOf, waitingFor } from "../queries";
import { type Changes, changesBetween, fieldsFollowing, fieldsOf } from "../rules";
import type { historyInput } from "../schema";

/** Suggestions on one page. Each may hold two abstracts. */
const SUGGESTIONS_A_PAGE = 10;
const OLDEST_FIRST: ListOrder = [
  { by: "suggestedAt", as: "time" },
  { by: "id", as: "id" },
];

async function listOpen(where: Prisma.PaperSuggestionWhereInput, position: ListPosition) {
  const page = planPage(position, SUGGESTIONS_A_PAGE, OLDEST_FIRST);
  const read = await db.paperSuggestion.findMany({
    where: { AND: [where, page.where] },
    select: {
      id: true,
      changes: true,
      reason: true,
      suggestedAt: true,
      suggestedBy: PERSON,
      paper: { select: CORRECTED },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const suggestions = rows.flatMap(({ changes, paper, ...suggestion }) => {
    if (!paper) return [];
    const current = fieldsOf(paper);
    const { slug, title, version } = paper;
    return {
      ...suggestion,
      paper: { slug, version, ...showTitle(title) },
      /** Against the paper as it is now, not as it was then. */
      changes: changesBetween(current, fieldsFollowing(current, changes as Changes)),
    };
  });
  return { suggestions, ...rest };
}

/** Lists all suggestions that wait for a moderator, the oldest first. */
export function listSuggestions(viewer: Viewer, page: ListPosition) {
  return listOpen(waitingFor(viewer), page);
}

/** Lists the suggestions for a paper that wait for the viewer. @throws Refusal NOT_FOUND, NOT_ALLOWED */
export async function listSuggestionsFor(
  viewer: Viewer,
  { paper: slug, page }: z.output<typeof historyInput>,
) {
  const paper = await db.paper.findUnique({
    where: { id: await idOf(slug) },
    select: { id: true, slug: true, title: true, addedById: true },
  });
  if (!paper) refuse("NOT_FOUND");
  demand(mayAnswer(viewer, paper, { suggestedById: "" }));
  const { title } = paper;
  return {
    paper: { slug: paper.slug, ...showTitle(title) },
    ...(await listOpen(waitingFor(viewer, paper.id), page)),
  };
}
