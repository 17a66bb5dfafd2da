import { expect, it } from "vitest";
import { loadBallotPage } from "@/server/ballots/page/queries";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";

ownDatabase();

const state = async (paperId: string, status: "withdrawn" | "retracted" | "published") =>
  as(await person({ moderator: true })).papers.stateStatus({
    paperId,
    status,
    reason: "So it is.",
  });

it("an open ballot warns its voters of withdrawn and retracted candidates, and of no others", async () => {
  const { organizer, id, papers } = await groupWithBallot(["One", "Two", "Three", "Four"]);
  const statuses = ["withdrawn", "retracted", "published"] as const;
  for (const [at, status] of statuses.entries()) await state(papers[at]?.id ?? "", status);
  const { candidates } = await loadBallotPage(organizer, id);
  const warnings = papers.map(
    ({ id: paperId }) => candidates.find(({ paper }) => paper.id === paperId)?.paper.warning,
  );
  expect(warnings).toEqual(["withdrawn", "retracted", undefined, undefined]);
});

it("lists and meetings warn of a paper beside its title, until the mark is taken back", async () => {
  const { organizer, slug: group, meetingId, paper } = await groupWithMeeting();
  const shown = async () => {
    const [list, meeting] = await Promise.all([
      as(null).papers.list({ order: "new" }),
      as(organizer.viewer).meetings.page({ group, meetingId }),
    ]);
    const card = list.papers.find(({ id }) => id === paper.id);
    return [card?.warning, meeting.paper.warning];
  };
  await state(paper.id, "retracted");
  expect(await shown()).toEqual(["retracted", "retracted"]);
  const moderator = await person({ moderator: true });
  await as(moderator).papers.stateStatus({
    ...{ paperId: paper.id, status: "current", reason: "It was another paper." },
  });
  expect(await shown()).toEqual([undefined, undefined]);
});
