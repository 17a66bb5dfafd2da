import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import type { Kind, Via } from "../schema";

/** Choices by kind; kinds without a choice are missing. */
type ChoicesByKind = Partial<Record<Kind, Via>>;

const CHOICES = { select: { kind: true, via: true } } as const;

function byKind(rows: readonly { kind: Kind; via: Via }[]): ChoicesByKind {
  return Object.fromEntries(rows.map(({ kind, via }) => [kind, via]));
}

/** Most groups on one page of the settings. */
const A_PAGE = 30;
const LATEST_FIRST: ListOrder = [
  { by: "joinedAt", as: "time", desc: true },
  { by: "groupId", as: "id", desc: true },
];

/** Lists a page of the viewer's groups, the latest first, with their choices for each and the organizers'. */
export async function listGroupChoices(viewer: Viewer, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const read = await db.membership.findMany({
    where: { AND: [{ personId: viewer.id }, page.where] },
    select: {
      joinedAt: true,
      groupId: true,
      choices: CHOICES,
      group: { select: { slug: true, name: true, choices: CHOICES } },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  return {
    groups: rows.map(({ choices, group }) => ({
      slug: group.slug,
      name: group.name,
      chosen: byKind(choices),
      byOrganizers: byKind(group.choices),
    })),
    ...rest,
  };
}

/** Reads how members of a group who have chosen nothing get each kind; kinds that follow the site are missing. */
export async function readGroupDefaults({ group }: MemberScope): Promise<ChoicesByKind> {
  return byKind(await db.groupChoice.findMany({ where: { groupId: group.id }, ...CHOICES }));
}
