import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { person } from "@/server/testing/world";

ownDatabase();

const SAID = "Its authors are fools.";

/** A pool in which Ada objects to a paper; Béla and Chen are members, and Dalia organizes. */
async function world(by: "ada" | "lena" = "ada") {
  const { slug: group, organizer, others, nominationIds } = await groupWithPool(["Paxos"]);
  const [ada, bela, chen, dalia] = others.map(({ viewer }) => viewer) as [
    ...[Viewer, Viewer],
    ...[Viewer, Viewer],
  ];
  const nominationId = nominationIds[0] as string;
  const author = by === "ada" ? ada : organizer.viewer;
  await as(author).nominations.object({ group, nominationId, reason: SAID });
  const which = { group, nominationId, handle: author.handle };
  const report = (who: Viewer, reason = "Rude.") =>
    as(who).moderation.reportObjection({ ...which, reason });
  const organize = () =>
    db.membership.updateMany({
      where: { groupId: organizer.group.id, personId: dalia.id },
      data: { role: "organizer" },
    });
  const left = () =>
    Promise.all([
      db.objection.count({ where: { nominationId } }),
      db.objectionReport.count({ where: { nominationId } }),
    ]);
  return {
    ...{ group, nominationId, which, report, organize, left },
    ...{ lena: organizer.viewer, ada, bela, chen, dalia },
  };
}

it("is reported once a person, to organizers, but never to its author", async () => {
  const { group, report, lena, ada, bela, chen } = await world();
  expect((await outcomes([report(bela), report(bela)])).sort()).toEqual(["CONFLICT", "done"]);
  await report(chen, "Unkind.");
  const stranger = await person();
  expect(await outcomes([report(ada), report(stranger)])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  const reports = await as(lena).moderation.objectionReports({ group });
  expect(reports).toMatchObject([
    {
      by: { handle: ada.handle },
      said: SAID,
      moreReports: 0,
      reports: [
        { handle: bela.handle, reason: "Rude." },
        { handle: chen.handle, reason: "Unkind." },
      ],
    },
  ]);
  expect((await as(lena).groups.head({ group })).reports).toBe(1);
  expect((await as(ada).groups.head({ group })).reports).toBe(0);
  await expect(as(bela).moderation.objectionReports({ group })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("of the only organizer is not reported, and that of one organizer is decided by another", async () => {
  const { group, which, report, organize, left, lena, bela, dalia } = await world("lena");
  await expect(report(bela)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  await organize();
  await report(bela);
  expect(await as(lena).moderation.objectionReports({ group })).toEqual([]);
  expect((await as(lena).groups.head({ group })).reports).toBe(0);
  const own = as(lena).moderation.removeObjection({ ...which, reason: "Mine." });
  expect(await outcomes([own])).toEqual(["FORBIDDEN"]);
  await as(dalia).moderation.removeObjection({ ...which, reason: "Be kind." });
  expect(await left()).toEqual([0, 0]);
});

it("is removed with its reports, for a reason that its author reads and the log keeps", async () => {
  const { group, nominationId, which, report, left, lena, ada, bela, chen } = await world();
  await report(bela);
  const remove = (who: Viewer) =>
    as(who).moderation.removeObjection({ ...which, reason: "Be kind." });
  const stranger = await person();
  expect(await outcomes([remove(chen), remove(stranger)])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  const [inPool] = (await as(lena).nominations.pool({ group })).nominations;
  expect(inPool?.objections).toMatchObject({ said: [{ reason: SAID }], mayRemove: true });
  expect((await outcomes([remove(lena), remove(lena)])).sort()).toEqual(["NOT_FOUND", "done"]);
  expect(await left()).toEqual([0, 0]);
  await runNotificationJobs();
  const told = (await as(ada).notifications.list({})).notifications;
  expect(told.filter(({ kind }) => kind === "moderation")).toMatchObject([
    {
      path: `/groups/${group}/papers`,
      title: `Paxos ${group}`,
      detail: { of: "act", act: "removeObjection", reason: "Be kind." },
    },
  ]);
  const logOf = async (who: Viewer) => (await as(who).moderation.groupLog({ group })).acts;
  for (const who of [lena, ada])
    expect(await logOf(who)).toMatchObject([
      {
        kind: "removeObjection",
        reason: "Be kind.",
        about: { paper: { title: `Paxos ${group}` } },
      },
    ]);
  expect(await logOf(chen)).toEqual([]);
  await as(ada).nominations.object({ group, nominationId, reason: "We read its sequel." });
  expect(await left()).toEqual([1, 0]);
});

it("stays when its reports are dismissed, of which its author never reads", async () => {
  const { group, which, report, left, lena, ada, bela } = await world();
  const dismiss = () => as(lena).moderation.dismissObjection(which);
  await dismiss();
  await report(bela);
  await dismiss();
  expect(await as(lena).moderation.objectionReports({ group })).toEqual([]);
  expect(await left()).toEqual([1, 0]);
  const logOf = async (who: Viewer) => (await as(who).moderation.groupLog({ group })).acts;
  expect(await logOf(lena)).toMatchObject([{ kind: "dismissObjection" }]);
  expect(await logOf(ada)).toEqual([]);
  await runNotificationJobs();
  const told = (await as(ada).notifications.list({})).notifications;
  expect(told.filter(({ kind }) => kind === "moderation")).toEqual([]);
});

it("loses its reports when it is taken back", async () => {
  const { group, nominationId, report, left, lena, ada, bela } = await world();
  await report(bela);
  await as(ada).nominations.object({ group, nominationId, reason: null });
  expect(await as(lena).moderation.objectionReports({ group })).toEqual([]);
  expect(await left()).toEqual([0, 0]);
  expect(await outcomes([report(bela)])).toEqual(["NOT_FOUND"]);
});
