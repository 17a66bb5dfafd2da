import { afterEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithPool, inHours } from "@/server/testing/fixtures/ballots";
import { answerPoll, cancelPoll, openPoll, settlePoll } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

const DATES = [inHours(72), inHours(96)];

async function asked() {
  const world = await groupWithPool(["Asked about"], { members: 1 });
  const { organizer, papers, slug } = world;
  const ask = { ...{ readingId: null, paperId: papers[0]?.id as string, dates: DATES }, days: 0 };
  const open = () => openPoll(organizer, { ...ask, minutes: 60, place: "", link: "" });
  return { ...world, open, archive: () => as(organizer.viewer).groups.archive({ group: slug }) };
}

it("keeps its group from being archived until it is ended, even if both come at once", async () => {
  const { organizer, slug, open, archive } = await asked();
  const said = await outcomes([archive(), open()]);
  expect(said.filter((one) => one === "done")).toHaveLength(1);
  const { archivedAt } = await db.group.findUniqueOrThrow({ where: { slug } });
  const polls = await db.datePoll.count({ where: { groupId: organizer.group.id } });
  expect(polls).toBe(archivedAt ? 0 : 1);
  await as(organizer.viewer).groups.reopen({ group: slug });
  const { id } = archivedAt ? await open() : await db.datePoll.findFirstOrThrow();
  await expect(archive()).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
    message: "Members are asked when they can meet. End that poll first.",
  });
  await cancelPoll(organizer, id);
  await archive();
});

it.each(["everybody has answered", "its time is up"])(
  "of a group that was archived all the same plans no meeting when %s",
  async (when) => {
    const { organizer, others, slug, open } = await asked();
    const { id: pollId } = await open();
    const rows = await db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: "asc" } });
    const answers = rows.map(({ id: dateId }, at) => {
      return { dateId, answer: at === 0 ? ("yes" as const) : ("no" as const) };
    });
    if (when === "everybody has answered")
      for (const scope of [organizer, ...others]) await answerPoll(scope, { pollId, answers });
    else setClock((await db.datePoll.findUniqueOrThrow({ where: { id: pollId } })).closesAt);
    await db.group.update({ where: { slug }, data: { archivedAt: new Date() } });
    await settlePoll(pollId);
    expect(await db.meeting.count()).toBe(0);
    const ended = { closedAt: expect.any(Date), cancelledAt: expect.any(Date), chosenId: null };
    expect(await db.datePoll.findUniqueOrThrow({ where: { id: pollId } })).toMatchObject(ended);
  },
);
