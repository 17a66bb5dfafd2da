import { expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper as madePaper, person } from "@/server/testing/world";

ownDatabase();

it("asks for confirmation only if this group has read the paper", async () => {
  const [own, other] = [await talkingGroup(), await talkingGroup()];
  const { id: paperId } = await madePaper();
  await db.reading.create({ data: { groupId: other.groupId, paperId, chosenAt: new Date() } });
  const put = ({ ada, slug: group }: typeof own) =>
    as(ada).nominations.nominate({ group, paperId, pitch: "" });
  await expect(put(other)).rejects.toMatchObject({ code: "CONFLICT" });
  await put(own);
});

it("shows and counts only waiting nominations in the pool", async () => {
  const { ada, slug: group, groupId } = await talkingGroup();
  const papers = await Promise.all([madePaper(), madePaper(), madePaper()]);
  const ids = await fillPool(
    groupId,
    papers.map(({ id }) => id),
    ada.id,
  );
  const [waits, withdrawn, chosen] = ids;
  const at = new Date();
  await db.nomination.update({ where: { id: withdrawn as string }, data: { withdrawnAt: at } });
  await db.nomination.update({ where: { id: chosen as string }, data: { chosenAt: at } });
  const { nominations, ballots } = as(ada);
  expect((await nominations.pool({ group })).nominations.map(({ id }) => id)).toEqual([waits]);
  expect((await ballots.overview({ group })).waiting).toBe(1);
  const stands = papers.map(({ id: paperId }) => nominations.groupsFor({ paperId }));
  const nominated = (await Promise.all(stands)).map(([row]) => row?.nominated);
  expect(nominated).toEqual([true, false, false]);
});

it("does not list a former member as a possible presenter", async () => {
  const { ada, bela, slug: group, groupId } = await talkingGroup("public");
  const [nominationId = ""] = await fillPool(groupId, [(await madePaper()).id], bela.id);
  for (const one of [ada, bela]) await as(one).nominations.offer({ group, nominationId, on: true });
  const offers = async () => {
    const [row] = (await as(bela).nominations.pool({ group })).nominations;
    return row?.offers.map(({ handle }) => handle).sort();
  };
  expect(await offers()).toEqual([ada.handle, bela.handle].sort());
  await as(ada).groups.leave({ group });
  expect(await offers()).toEqual([bela.handle]);
});

it("shows the interim result to nobody but members, and only if the group wants it", async () => {
  const { organizer, ada, bela, slug: group, groupId } = await talkingGroup("public");
  const nominationIds = await fillPool(groupId, [(await madePaper()).id], ada.id);
  const closesAt = new Date(Date.now() + 3_600_000);
  const ballot = { group, ...USUAL_CHOICES, opensAt: null, closesAt, nominationIds, draft: false };
  const { ballots } = as(organizer);
  for (const [sight, sees] of [
    ["always", { voter: true, member: true }],
    ["afterVote", { voter: true, member: false }],
    ["atEnd", { voter: false, member: false }],
  ] as const) {
    const { id: ballotId } = await ballots.create({ ...ballot, sight, secret: false });
    await as(ada).ballots.vote({ group, ballotId, answer: { approvals: [] } });
    const shown = async (viewer: Viewer | null) => {
      const { standing, votesByName } = await as(viewer).ballots.page({ group, ballotId });
      return [standing !== null, votesByName !== null];
    };
    expect(await shown(ada), sight).toEqual([sees.voter, sees.voter]);
    expect(await shown(bela), sight).toEqual([sees.member, sees.member]);
    for (const outside of [null, await person()])
      expect(await shown(outside), sight).toEqual([false, false]);
    await ballots.cancel({ group, ballotId, note: "" });
  }
});
