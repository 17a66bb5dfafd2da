import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { groupWithBallot, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { group, person } from "@/server/testing/world";
import { closeBallot } from "../life/closing";
import { castVote } from "../votes/commands";
import { loadDesk } from "./desk";

ownDatabase();
afterEach(() => setClock(undefined));

async function joinAs(viewer: MemberScope["viewer"], slug: string): Promise<MemberScope> {
  const { id } = await db.group.findUniqueOrThrow({ where: { slug } });
  await db.membership.create({ data: { groupId: id, personId: viewer.id } });
  return (await groupScope(viewer, slug)) as MemberScope;
}

it("shows only the viewer's groups, starting with those that wait for a vote", async () => {
  const ada = await person("ada");
  await groupWithBallot(["Elsewhere"], { visibility: "private" });
  const { slug: quiet } = await group({ members: [[ada, "owner"]] });
  const voted = await groupWithBallot(["A"]);
  const waiting = await groupWithBallot(["B", "C"]);
  const scope = await joinAs(ada, voted.slug);
  await joinAs(ada, waiting.slug);
  await castVote(scope, { ballotId: voted.id, answer: { approvals: [] } });
  const rows = await loadDesk(ada);
  expect(rows.map(({ slug }) => slug)).toEqual([waiting.slug, quiet, voted.slug]);
  expect(rows[0]?.open).toEqual([
    {
      id: waiting.id,
      closesAt: waiting.closesAt,
      title: "",
      seats: 1,
      candidates: 2,
      votes: 0,
      electors: 6,
      voted: false,
    },
  ]);
  expect(rows[1]).toMatchObject({ role: "owner", open: [] });
  expect(rows[2]?.open).toMatchObject([{ voted: true }]);
  // A ballot that is over no longer waits for a vote, though it is not counted yet.
  setClock(new Date(waiting.closesAt.getTime() + 1));
  expect((await loadDesk(ada))[0]?.slug).toBe(quiet);
});

it("is empty for people in no group", async () => {
  expect(await loadDesk(await person())).toEqual([]);
});

it("takes as many queries for many groups as for two", async () => {
  const ada = await person("ada");
  const add = async (name: string) => {
    const { slug, id, organizer, candidates, nominationIds } = await groupWithBallot(
      [name, "Next"],
      {
        members: 0,
      },
    );
    await castVote(organizer, { ballotId: id, answer: { approvals: candidates.slice(0, 1) } });
    await closeBallot(id, organizer);
    const closesAt = new Date(Date.now() + HOUR);
    await openBallot(organizer, { closesAt, nominationIds: nominationIds.slice(1) });
    await joinAs(ada, slug);
  };
  for (const name of ["A", "B"]) await add(name);
  const two = await queriesOf(() => loadDesk(ada));
  for (const name of ["C", "D", "E", "F"]) await add(name);
  expect(await loadDesk(ada)).toHaveLength(6);
  expect(await queriesOf(() => loadDesk(ada))).toBe(two);
});
