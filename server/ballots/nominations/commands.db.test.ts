import { expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  openBallot,
  papersOf,
} from "@/server/testing/fixtures/ballots";
import { person } from "@/server/testing/world";
import { closeBallot } from "../life/closing";
import { listGroupsForPaper, listGroupsThatRead } from "../readings/queries";
import { POOL_MAX } from "../schema";
import { castVote } from "../votes/commands";
import { nominate, withdraw } from "./commands";
import { listPool, listPoolForBallot } from "./queries";

ownDatabase();

const EVERYBODY = Array.from({ length: 8 }, (_, at) => at);

it("takes one nomination of a paper, however many members nominate it at once", async () => {
  const { slug, others } = await groupWithPool([]);
  const [paper] = await papersOf([`Wanted ${slug}`]);
  const answers = await outcomes(
    EVERYBODY.map((at) =>
      as((others[at % 4] as MemberScope).viewer).nominations.nominate({
        group: slug,
        paperId: paper?.id as string,
      }),
    ),
  );
  expect(answers.toSorted()).toEqual([...Array(7).fill("CONFLICT"), "done"]);
  expect((await listPool(others[0] as MemberScope, 1)).nominations).toHaveLength(1);
});

it("takes a paper again once it was withdrawn or read", async () => {
  const { organizer, others, papers, nominationIds } = await groupWithPool(["A"]);
  const paperId = papers[0]?.id as string;
  await withdraw(organizer, nominationIds[0] as string);
  const again = await nominate(others[0] as MemberScope, {
    paperId,
    pitch: "Please",
    again: false,
  });
  const input = { closesAt: new Date(Date.now() + HOUR), nominationIds: [again.id] };
  const { id } = await openBallot(organizer, input);
  const [candidate] = await db.candidate.findMany({ where: { ballotId: id } });
  await castVote(organizer, { ballotId: id, answer: { approvals: [candidate?.id as string] } });
  await closeBallot(id, organizer);
  await expect(withdraw(organizer, again.id)).rejects.toMatchObject({ code: "ALREADY_DONE" });
  await nominate(organizer, { paperId, pitch: "Once more", again: true });
  expect((await listPool(organizer, 1)).nominations).toMatchObject([
    { pitchHtml: "<p>Once more</p>\n", standing: false },
  ]);
});

it("refuses nominations by strangers, for other groups, and of papers that do not exist", async () => {
  const { slug, organizer, papers } = await groupWithPool(["A"], { visibility: "private" });
  const stranger = await person();
  const input = { group: slug, paperId: papers[0]?.id as string };
  expect(await outcomes([as(stranger).nominations.nominate(input)])).toEqual(["NOT_FOUND"]);
  expect(await outcomes([as(null).nominations.nominate(input)])).toEqual(["NOT_FOUND"]);
  const nothing = { paperId: crypto.randomUUID(), pitch: "", again: false };
  await expect(nominate(organizer, nothing)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("never holds more nominations than allowed, even if several come at once", async () => {
  const { slug, organizer, others } = await groupWithPool([]);
  const titles = Array.from({ length: POOL_MAX + 4 }, (_, at) => `Paper ${at} of ${slug}`);
  const papers = await papersOf(titles);
  await db.nomination.createMany({
    data: papers.slice(0, POOL_MAX - 1).map(({ id }) => ({
      groupId: organizer.group.id,
      paperId: id,
      nominatedById: organizer.viewer.id,
    })),
  });
  const answers = await Promise.allSettled(
    papers
      .slice(POOL_MAX - 1)
      .map(({ id }, at) =>
        nominate(others[at % 4] as MemberScope, { paperId: id, pitch: "", again: false }),
      ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await listPoolForBallot(organizer)).toHaveLength(POOL_MAX);
});

it("can be withdrawn once, by its author or an organizer, and by no outsider", async () => {
  const { slug, organizer, others } = await groupWithPool(["A"]);
  const [ada, bela] = others as [MemberScope, MemberScope];
  const other = await groupWithPool([]);
  const papers = await papersOf([`B ${slug}`, `C ${slug}`]);
  const [first, second] = await Promise.all(
    papers.map(({ id }) => nominate(ada, { paperId: id, pitch: "", again: false })),
  );
  const may = async (scope: MemberScope) =>
    (await listPool(scope, 1)).nominations.filter(({ mayWithdraw }) => mayWithdraw).length;
  expect([await may(ada), await may(bela), await may(organizer)]).toEqual([2, 0, 3]);
  await expect(withdraw(bela, first?.id as string)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(withdraw(other.organizer, first?.id as string)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await withdraw(ada, first?.id as string);
  await expect(withdraw(ada, first?.id as string)).rejects.toMatchObject({ code: "ALREADY_DONE" });
  await withdraw(organizer, second?.id as string);
  expect((await listPool(organizer, 1)).nominations).toHaveLength(1);
});

it("refuses a withdrawal by an author who has left the group", async () => {
  const { slug, others } = await groupWithPool([]);
  const [ada] = others as [MemberScope];
  const [paper] = await papersOf([`B ${slug}`]);
  const { id } = await nominate(ada, { paperId: paper?.id as string, pitch: "", again: false });
  await leaveGroup(ada);
  expect((await listPool(await groupScope(ada.viewer, slug), 1)).nominations[0]?.mayWithdraw).toBe(
    false,
  );
  const call = as(ada.viewer).nominations.withdraw({ group: slug, nominationId: id });
  expect(await outcomes([call])).toEqual(["FORBIDDEN"]);
});

it("is either on the ballot or withdrawn, never both", async () => {
  for (let round = 0; round < 10; round++) {
    const { organizer, nominationIds } = await groupWithPool(["A", "B"], { members: 0 });
    const input = { closesAt: new Date(Date.now() + HOUR), nominationIds };
    const taken = () => withdraw(organizer, nominationIds[1] as string);
    const opened = () => openBallot(organizer, input);
    const order = round % 2 ? [taken, opened] : [opened, taken];
    const answers = await Promise.allSettled(order.map((act) => act()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const standing = await db.candidate.count({
      where: {
        nominationId: nominationIds[1] as string,
        nomination: { withdrawnAt: { not: null } },
      },
    });
    expect(standing).toBe(0);
  }
});

it("cannot be withdrawn while it is on an open ballot", async () => {
  const { organizer, nominationIds } = await groupWithBallot(["A"]);
  expect((await listPool(organizer, 1)).nominations).toMatchObject([
    { standing: true, mayWithdraw: false },
  ]);
  await expect(withdraw(organizer, nominationIds[0] as string)).rejects.toMatchObject({
    code: "CLOSED",
  });
});

it("shows the state of a paper in the viewer's own groups, and in no other", async () => {
  const first = await groupWithBallot(["Shared"], { members: 1, visibility: "private" });
  const paper = first.papers[0]?.id as string;
  const [ada] = first.others as [MemberScope];
  const second = await groupWithPool([], { visibility: "private" });
  await nominate(second.organizer, { paperId: paper, pitch: "", again: false });
  expect(await listGroupsForPaper(ada.viewer, paper)).toEqual([
    { slug: first.slug, name: ada.group.name, nominated: true, chosenAt: null, readAt: null },
  ]);
  await castVote(ada, { ballotId: first.id, answer: { approvals: first.candidates } });
  await closeBallot(first.id, first.organizer);
  const [row] = await listGroupsForPaper(ada.viewer, paper);
  expect(row).toMatchObject({ nominated: false, chosenAt: expect.any(Date), readAt: null });
  expect(await listGroupsForPaper(await person(), paper)).toEqual([]);
});

it("lists papers that the viewer's own groups have read, and nothing of other groups", async () => {
  const [reads, hidden] = [
    await groupWithPool(["Read", "Waiting"], { visibility: "private" }),
    await groupWithPool([], { visibility: "public" }),
  ];
  const paperIds = reads.papers.map(({ id }) => id);
  const paperId = paperIds[0] as string;
  const groupId = reads.organizer.group.id;
  const readAt = new Date();
  await db.reading.createMany({
    data: [
      { groupId, paperId, readAt },
      { groupId, paperId, readAt },
      { groupId, paperId: paperIds[1] as string },
      { groupId: hidden.organizer.group.id, paperId, readAt },
    ],
  });
  const of = ({ viewer }: MemberScope) => as(viewer).ballots.readByGroups({ paperIds });
  const { slug, name } = reads.organizer.group;
  expect(await of(reads.organizer)).toEqual([{ paperId, groups: [{ slug, name }], more: false }]);
  expect(await of(hidden.organizer)).toMatchObject([{ groups: [{ slug: hidden.slug }] }]);
  expect(await listGroupsThatRead(await person(), { paperIds })).toEqual([]);
  // Former members no longer see it.
  const [member] = reads.others as [MemberScope];
  expect(await of(member)).toHaveLength(1);
  await leaveGroup(member);
  expect(await of(member)).toEqual([]);
});
