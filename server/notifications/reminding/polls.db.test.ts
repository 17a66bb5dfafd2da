import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { planMeeting } from "@/server/meetings/commands";
import {
  answerPoll,
  cancelPoll,
  handlers as meetingHandlers,
  openPoll,
} from "@/server/meetings/polls/commands";
import { readDateChoice } from "@/server/meetings/polls/schema";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { datePollChoicePath } from "@/server/platform/web/addresses";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR } from "@/server/testing/fixtures/ballots";
import { memberAt } from "@/server/testing/fixtures/meetings";
import { emailNow, notificationsOf } from "@/server/testing/fixtures/notifications";
import { emailOf } from "@/server/testing/world";
import { timeInWords } from "../contents/entries";
import { handlers } from "../jobs";
import { remind } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

const start = Date.now();
const at = (hours: number) => setClock(new Date(start + hours * HOUR));

/** A poll that is open for three days, in a group of an organizer and three members. */
async function asked() {
  at(0);
  const world = await groupWithPool(["Asked about"], { members: 3 });
  const { organizer, others, papers } = world;
  const paperId = papers[0]?.id as string;
  const dates = [200, 220].map((hours) => new Date(start + hours * HOUR));
  const how = { days: 3, minutes: 60, place: "", link: "" };
  const { id: pollId } = await openPoll(organizer, { readingId: null, paperId, dates, ...how });
  const rows = await db.pollDate.findMany({ where: { pollId } });
  const answer = (scope: MemberScope) =>
    answerPoll(scope, { pollId, answers: rows.map(({ id }) => ({ dateId: id, answer: "yes" })) });
  return {
    ...world,
    pollId,
    paperId,
    dates,
    answer,
    three: [0, 1, 2].map((n) => memberAt(others, n)),
  };
}

const about = async ({ viewer }: MemberScope, state: string) =>
  (await notificationsOf(viewer)).filter(
    (line) => line.startsWith("meeting datePoll") && line.includes(`:${state}`),
  ).length;
const textsTo = async ({ viewer }: MemberScope) =>
  (await db.mailMessage.findMany({ where: { to: await emailOf(viewer) } }))
    .map(({ text }) => text)
    .join("\n");
const CLOSES_SOON = "The poll closes soon: say when you can meet with";

it("is reminded of a day before it closes, once, to members who have not answered and want meetings", async () => {
  const { slug, answer, three } = await asked();
  const [ada, bela, chen] = three as [MemberScope, MemberScope, MemberScope];
  await answer(bela);
  await as(chen.viewer).notifications.chooseInGroup({ group: slug, kind: "meeting", via: "none" });
  at(47);
  await remind();
  expect(await about(ada, "closes")).toBe(0);
  at(48);
  await Promise.all([remind(), remind()]);
  at(49);
  await remind();
  const told = await Promise.all([ada, bela, chen].map((one) => about(one, "closes")));
  expect(told).toEqual([1, 0, 0]);
  await emailNow(ada.viewer);
  expect(await textsTo(ada)).toContain(CLOSES_SOON);
});

it("lists the times in the reader's zone, with links that begin an answer while the poll is open", async () => {
  const { slug, organizer, pollId, dates, answer, three } = await asked();
  const [ada] = three as [MemberScope];
  await db.person.update({ where: { id: ada.viewer.id }, data: { timeZone: "Asia/Kolkata" } });
  await workOff(handlers);
  await emailNow(ada.viewer);
  const text = (await textsTo(ada)).replace(/\s+/g, " ");
  const rows = await db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: "asc" } });
  for (const date of dates) expect(text).toContain(timeInWords(date, "Asia/Kolkata"));
  for (const said of ["yes", "maybe", "no"] as const)
    expect(text).toContain(datePollChoicePath(slug, pollId, rows[1]?.id as string, said));
  expect(readDateChoice(`${rows[1]?.id}:maybe`, rows)).toEqual({
    [rows[1]?.id as string]: "maybe",
  });
  await db.notification.deleteMany({});
  for (const scope of [organizer, ...three]) await answer(scope);
  await workOff([...meetingHandlers, ...handlers]);
  await emailNow(organizer.viewer);
  const toOrganizer = (await textsTo(organizer)).replace(/\s+/g, " ");
  expect(toOrganizer).toContain("Choose when");
  expect(toOrganizer).toContain(timeInWords(dates[0] as Date, organizer.viewer.timeZone));
  expect(toOrganizer).not.toContain("?choose=");
});

it("sends no reminder to somebody who answers before the email goes", async () => {
  const { answer, three } = await asked();
  const [ada] = three as [MemberScope];
  at(48);
  await remind();
  await answer(ada);
  await emailNow(ada.viewer);
  expect(await textsTo(ada)).not.toContain(CLOSES_SOON);
});

it("that an organizer closes without a time is news to the other members, until a meeting is planned", async () => {
  const { organizer, slug, pollId, paperId, dates, three } = await asked();
  const [ada, bela] = three as [MemberScope, MemberScope];
  await cancelPoll(organizer, pollId);
  await workOff(handlers);
  const told = await Promise.all([organizer, ada, bela].map((one) => about(one, "ended")));
  expect(told).toEqual([0, 1, 1]);
  await emailNow(ada.viewer);
  expect(await textsTo(ada)).toContain("No time was found for");
  const page = await as(bela.viewer).datePolls.page({ group: slug, pollId });
  expect(page).toMatchObject({ state: "cancelled", meetingId: null });
  const startsAt = dates[0] as Date;
  await planMeeting(organizer, { paperId, startsAt, minutes: 60, place: "", link: "" });
  await emailNow(bela.viewer);
  expect(await textsTo(bela)).not.toContain("No time was found for");
});
