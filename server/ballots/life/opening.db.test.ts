import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { eventKinds, groupWithPool, inHours, openBallot } from "@/server/testing/fixtures/ballots";
import { handlers, sweep } from "../jobs";
import { withdraw } from "../nominations/commands";
import { loadBallotPage } from "../page/queries";
import { listBallots } from "../queries";
import { USUAL_CHOICES } from "../schema";
import { castVote } from "../votes/commands";
import { cancelBallot } from "./closing";
import { editDraft, openDraft } from "./opening";
import { loadLastChoices } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

it("keeps a draft from members until it is opened", async () => {
  const { slug, organizer, others, nominationIds } = await groupWithPool(["A", "B"]);
  const draft = { closesAt: inHours(5), nominationIds, draft: true };
  const { id } = await openBallot(organizer, draft);
  const ada = others[0] as MemberScope;
  expect(await outcomes([as(ada.viewer).ballots.page({ group: slug, ballotId: id })])).toEqual([
    "NOT_FOUND",
  ]);
  expect((await listBallots(ada, 1)).ballots).toEqual([]);
  expect((await listBallots(organizer, 1)).ballots).toMatchObject([{ id, stage: "draft" }]);
  await expect(castVote(ada, { ballotId: id, answer: { approvals: [] } })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const wanted = {
    ...USUAL_CHOICES,
    rule: "schulze" as const,
    title: "",
    note: "",
    opensAt: null,
    closesAt: inHours(9),
  };
  const edited = { ballotId: id, ...wanted, nominationIds: nominationIds.slice(1), draft: true };
  await editDraft(organizer, edited);
  await openDraft(organizer, id);
  const page = await loadBallotPage(ada, id);
  expect(page).toMatchObject({ stage: "open", rule: "schulze", closesAt: wanted.closesAt });
  expect(page.candidates).toHaveLength(1);
  await expect(editDraft(organizer, edited)).rejects.toMatchObject({ code: "CLOSED" });
  await expect(openDraft(organizer, id)).rejects.toMatchObject({ code: "CLOSED" });
});

it("drops withdrawn nominations from a draft before it opens, and opens no empty one", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const { id } = await openBallot(organizer, { closesAt: inHours(5), nominationIds, draft: true });
  await withdraw(organizer, nominationIds[0] as string);
  await openDraft(organizer, id);
  expect((await loadBallotPage(organizer, id)).candidates).toHaveLength(1);
  const other = await groupWithPool(["C"]);
  const wanted = { closesAt: inHours(5), nominationIds: other.nominationIds, draft: true };
  const second = await openBallot(other.organizer, wanted);
  await withdraw(other.organizer, other.nominationIds[0] as string);
  await expect(openDraft(other.organizer, second.id)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("opens a planned ballot by its job once none of its papers is being voted on", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const [a, b] = nominationIds as [string, string];
  const opensAt = inHours(2);
  const planned = await openBallot(organizer, {
    opensAt,
    closesAt: inHours(9),
    nominationIds: [a, b],
  });
  const now = await openBallot(organizer, { closesAt: inHours(3), nominationIds: [a] });
  setClock(opensAt);
  await sweep();
  expect((await loadBallotPage(organizer, planned.id)).stage).toBe("draft");
  setClock(inHours(4));
  await Promise.all([sweep(), sweep(), sweep()]);
  expect((await loadBallotPage(organizer, now.id)).stage).toBe("closed");
  expect((await loadBallotPage(organizer, planned.id)).stage).toBe("open");
  expect(
    (await eventKinds(organizer, planned.id)).filter((kind) => kind === "opened clock"),
  ).toHaveLength(1);
});

it("opens no draft by the clock, even if it was given a time", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A"]);
  const times = { opensAt: inHours(2), closesAt: inHours(9) };
  const { id } = await openBallot(organizer, { ...times, nominationIds, draft: true });
  setClock(inHours(3));
  await sweep();
  expect((await loadBallotPage(organizer, id)).stage).toBe("draft");
});

it("keeps a planned ballot as a draft, and tells the organizers, when its time was missed", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A"]);
  const times = { opensAt: inHours(2), closesAt: inHours(3) };
  const { id } = await openBallot(organizer, { ...times, nominationIds });
  setClock(inHours(5));
  await sweep();
  await sweep();
  expect(await loadBallotPage(organizer, id)).toMatchObject({ stage: "draft", opensAt: null });
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({
    where: {
      to: (await db.person.findUniqueOrThrow({ where: { id: organizer.viewer.id } })).email ?? "",
    },
  });
  expect(mails.map(({ subject }) => subject)).toEqual([
    `A planned ballot did not open: ${organizer.group.name}`,
  ]);
});

it("remembers the choices of the last ballot that opened, as long as it was planned to be open", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  expect(await loadLastChoices(organizer)).toBeNull();
  const open = (more: object) =>
    openBallot(organizer, { closesAt: inHours(48), nominationIds, ...more });
  const choices = { rule: "score" as const, secret: false, quorum: 2 };
  const { id } = await open(choices);
  setClock(inHours(48));
  // The quorum is missed, which extends the ballot by a day.
  await sweep();
  const last = await loadLastChoices(organizer);
  expect(last).toMatchObject(choices);
  expect(Math.round(((last?.closesAt.getTime() ?? 0) - Date.now()) / 36e5)).toBe(48);
  await cancelBallot(organizer, { ballotId: id, note: "" });
  expect(await loadLastChoices(organizer)).toBeNull();
  setClock(undefined);
  await open({ draft: true });
  expect(await loadLastChoices(organizer)).toBeNull();
});
