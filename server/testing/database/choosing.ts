import type { z } from "zod";
import { createBallot } from "@/server/ballots/life/opening";
import { nominate } from "@/server/ballots/nominations/commands";
import { loadBallotPage } from "@/server/ballots/page/queries";
import { type BallotChoices, type newBallotInput, USUAL_CHOICES } from "@/server/ballots/schema";
import type { MemberScope, Role, Visibility } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { group, person } from "../world";

export const HOUR = 3_600_000;

interface PoolChoices {
  /** Members besides the owner. */
  members?: number;
  visibility?: Visibility;
  /** Choices of the ballot that differ from the usual ones. */
  ballot?: Partial<BallotChoices>;
}

/** A group with papers nominated by its owner, in this order. */
export async function withPool(
  titles: string[],
  { members = 4, visibility = "public" }: PoolChoices = {},
) {
  const cast: [Viewer, Role][] = [[await person(), "owner"]];
  for (let count = 0; count < members; count++) cast.push([await person(), "member"]);
  const { slug } = await group({ members: cast, visibility });
  const scopes = await Promise.all(cast.map(([viewer]) => groupScope(viewer, slug)));
  const [organizer, ...others] = scopes as [MemberScope, ...MemberScope[]];
  const papers = await papersOf(titles.map((title) => `${title} ${slug}`));
  const nominationIds: string[] = [];
  for (const { id } of papers) {
    nominationIds.push((await nominate(organizer, { paperId: id, pitch: "", again: false })).id);
  }
  return { slug, organizer, others, papers, nominationIds };
}

/** Papers of these titles, in this order. */
export async function papersOf(titles: string[]): Promise<{ id: string; slug: string }[]> {
  await importPapers(titles.map((title) => ({ title, abstract: "x", authors: [] })));
  const found = [];
  for (const title of titles) {
    const select = { id: true, slug: true };
    found.push(await db.paper.findFirstOrThrow({ where: { title }, select }));
  }
  return found;
}

type NewBallot = z.output<typeof newBallotInput>;

/** Makes a ballot that is as usual but for what is said; without more it opens at once. */
export function openBallot(
  organizer: MemberScope,
  input: Partial<NewBallot> & Pick<NewBallot, "closesAt" | "nominationIds">,
) {
  return createBallot(organizer, { ...USUAL_CHOICES, opensAt: null, draft: false, ...input });
}

/** A group with an open ballot on these papers, which closes in an hour. */
export async function withBallot(titles: string[], choices?: PoolChoices) {
  const world = await withPool(titles, choices);
  const closesAt = new Date(Date.now() + HOUR);
  // Asked for in the reverse order: the time of nomination decides where they stand.
  const nominationIds = world.nominationIds.toReversed();
  const { id } = await openBallot(world.organizer, { closesAt, nominationIds, ...choices?.ballot });
  const page = await loadBallotPage(world.organizer, id);
  const candidates = page.candidates.map((candidate) => candidate.id);
  return { ...world, id, closesAt, candidates };
}
