import { expect, it } from "vitest";
import * as ballots from "@/server/ballots/schema";
import * as links from "@/server/digests/links/schema";
import * as digests from "@/server/digests/schema";
import * as meetings from "@/server/meetings/schema";
import * as notifications from "@/server/notifications/schema";
import * as papers from "@/server/papers/schema";
import * as people from "@/server/people/schema";
import * as platform from "@/server/platform/text/renewing";
import { ID } from "@/server/testing/lengths";
import * as threads from "@/server/threads/schema";
import * as watches from "@/server/watches/schema";

interface Job {
  name: string;
  payload: { safeParse(value: unknown): { success: boolean } };
}
const isJob = (value: unknown): value is Job =>
  typeof value === "object" && value !== null && "name" in value && "payload" in value;

const nouns = {
  ...{ ballots, digests, meetings, notifications, papers, people, platform, threads, watches },
};
const jobs = Object.entries(nouns).flatMap(([noun, schema]) =>
  Object.values(schema)
    .filter(isJob)
    .map((job) => ({ noun, ...job })),
);
/** Jobs of the clock, which need to know nothing. */
const BARE = [
  ...["ballots.sweep", "digests.tick", "digests.send"],
  ...["notifications.papers", "notifications.sweep", "people.sweep", "platform.render"],
  ...["notifications.emails", "notifications.remind", "watches.sweep"],
];

it("names each job once, after its noun", () => {
  const names = jobs.map(({ name }) => name);
  expect(names).toHaveLength(37);
  expect(new Set(names).size).toBe(names.length);
  for (const { noun, name } of jobs) expect(name).toMatch(new RegExp(`^${noun}\\.[a-z][A-Za-z]+$`));
});

it("does no job that does not say what it is about", () => {
  const empty = jobs.filter(({ payload }) => payload.safeParse({}).success);
  expect(empty.map(({ name }) => name).sort()).toEqual(BARE.sort());
});

it.each([
  ["unsubscribe", digests.UNSUBSCRIBE],
  ["manage-subscription", digests.MANAGE],
  ["subscribe", digests.SUBSCRIBE],
  ["upvote-by-mail", links.UPVOTE],
  ["answer-by-mail", meetings.RSVP],
  ["mute", notifications.MUTE],
])("keeps the name of the link %s, which mails hold that were sent long ago", (name, link) => {
  expect(link.name).toBe(name);
  expect(link.content.safeParse({}).success).toBe(false);
});

it("mutes by a link a thread, emails of one kind, or some of one group, or several of these", () => {
  const mutes = (what: object) =>
    notifications.MUTE.content.safeParse({ personId: ID, what }).success;
  const fromGroup = (kinds: string[]) => ({ groupId: ID, kinds });
  const some = [{ threadId: ID }, { kind: "mention" }, fromGroup(["ballot", "result"])];
  expect([...some, some].map(mutes)).toEqual([true, true, true, true]);
  const wrong = [
    {},
    { kind: "dice" },
    { threadId: "1" },
    fromGroup([]),
    fromGroup(["mention"]),
    [],
  ];
  expect(wrong.filter(mutes)).toEqual([]);
});
