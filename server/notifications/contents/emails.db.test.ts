import { expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import type { BallotChoices } from "@/server/ballots/schema";
import { castVote } from "@/server/ballots/votes/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ballotChoicePath } from "@/server/platform/web/addresses";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt, PLACE } from "@/server/testing/fixtures/meetings";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { emailOf } from "@/server/testing/world";
import { remindVotersNow } from "../reminding/commands";
import { resultEntry, timeInWords } from "./entries";
import { readBallots, readResults } from "./queries";

process.env.SITE_URL = "https://colloquy.example";
forgetEnv();
ownDatabase();

const mailTo = async (viewer: Viewer) =>
  db.mailMessage.findFirstOrThrow({
    where: { to: await emailOf(viewer) },
    orderBy: { id: "desc" },
  });
/** A text without its line breaks. */
const flat = (text: string) => text.replace(/\s+/g, " ");

async function opened(ballot: Partial<BallotChoices> = {}) {
  const world = await groupWithBallot(["Paxos", "Raft"], { members: 2, ballot });
  await db.nomination.updateMany({ data: { pitch: "**Short**, and worth it: $\\alpha$." } });
  const [member, blocking] = [memberAt(world.others).viewer, memberAt(world.others, 1).viewer];
  await as(blocking).people.block({ handle: world.organizer.viewer.handle });
  await runNotificationJobs();
  return { ...world, member, blocking };
}

it("of a ballot shows the papers, who nominated them, how to vote, and a link that chooses each", async () => {
  const { slug, id, candidates, organizer, member } = await opened();
  const { subject, text, html } = await mailTo(member);
  expect(subject).toBe(`A ballot is open in Group ${slug}`);
  for (const words of [
    `Paxos ${slug}`,
    `Raft ${slug}`,
    "Short, and worth it: α.",
    `nominated by ${organizer.viewer.name}`,
    "Tick every paper you would like to read.",
    "(Europe/Berlin)",
  ]) {
    expect(flat(text)).toContain(words);
    expect(flat(html.replace(/<!-- -->/g, ""))).toContain(words);
  }
  for (const candidate of candidates) {
    const link = `https://colloquy.example${ballotChoicePath(slug, id, candidate)}`;
    expect(link).toContain(`?choose=${candidate}`);
    expect(flat(text)).toContain(link);
    expect(html).toContain(`href="${link}"`);
  }
});

it("of a ballot whose voters are reminded while the email still gathers shows its papers once", async () => {
  const world = await groupWithBallot(["Paxos", "Raft"], { members: 1 });
  await remindVotersNow(world.id, world.organizer.viewer.id);
  await runNotificationJobs();
  const { subject, text } = await mailTo(memberAt(world.others).viewer);
  expect(subject).toBe(`You have not voted yet in Group ${world.slug}`);
  expect(text).not.toContain("A ballot is open");
  for (const candidate of world.candidates)
    expect(text.split(`?choose=${candidate}`)).toHaveLength(2);
  const twice = await readBallots(memberAt(world.others).viewer.id, [world.id, world.id]);
  expect(twice.get(world.id)?.candidates).toHaveLength(world.candidates.length);
});

it("of a ballot hides the words and the name of a nominator across a block", async () => {
  const { blocking, organizer, slug } = await opened();
  const { text } = await mailTo(blocking);
  expect(text).toContain(`Paxos ${slug}`);
  expect(text).not.toContain("worth it");
  expect(text).not.toContain(organizer.viewer.name);
});

it("of a ballot has links for each score, and none where the papers are put in order", async () => {
  const scored = await opened({ rule: "score" });
  const { text } = await mailTo(scored.member);
  for (const score of [0, 5])
    expect(text).toContain(
      `https://colloquy.example${ballotChoicePath(scored.slug, scored.id, scored.candidates[0] as string, score)}`,
    );
  const ranked = await opened({ rule: "schulze" });
  const order = await mailTo(ranked.member);
  expect(order.text).toContain("Put the papers in your order of preference.");
  expect(order.text).not.toContain("?choose=");
});

it("of a result says what was chosen, why, and what comes next", async () => {
  const world = await opened();
  const { id, organizer, others, candidates, slug, member } = world;
  await castVote(memberAt(others), {
    ballotId: id,
    answer: { approvals: [candidates[0] as string] },
  });
  await closeBallot(id, organizer);
  await runNotificationJobs();
  const { subject, text } = await mailTo(member);
  expect(subject).toBe(`Group ${slug} chose “Paxos ${slug}”`);
  expect(flat(text)).toContain("was approved by the one member who voted");
  expect(flat(text)).toContain(
    "It has no meeting yet. You will be told once the organizers have set one.",
  );
});

it("of a ballot for two papers says so, and names both once it is decided", async () => {
  const world = await groupWithBallot(["Paxos", "Raft", "Gossip"], {
    members: 2,
    ballot: { seats: 2 },
  });
  const { id, organizer, others, candidates, slug } = world;
  const member = memberAt(others);
  await runNotificationJobs();
  expect(flat((await mailTo(member.viewer)).text)).toContain("It chooses two papers.");
  const [paxos = "", , gossip = ""] = candidates;
  await castVote(member, { ballotId: id, answer: { approvals: [paxos, gossip] } });
  await closeBallot(id, organizer);
  await runNotificationJobs();
  const { subject, text } = await mailTo(member.viewer);
  expect(subject).toBe(`Group ${slug} chose “Paxos ${slug}” and “Gossip ${slug}”`);
  expect(flat(text)).toContain(
    "They have no meetings yet. You will be told once the organizers have set them.",
  );
  expect(await db.notification.count({ where: { ballotId: id, kind: "result" } })).toBe(2);
  await as(organizer.viewer).meetings.schedule({
    group: slug,
    readingId: (await db.reading.findFirstOrThrow({ where: { ballotId: id, seat: 2 } })).id,
    startsAt: new Date(Date.now() + 5 * 864e5),
    minutes: 60,
    place: PLACE,
    link: "",
  });
  const [result] = [...(await readResults([id])).values()];
  const { lines } = resultEntry(
    result as NonNullable<typeof result>,
    { words: "", link: "" },
    { personId: "", site: "", timeZone: "UTC", rsvpLink: String, opinionLink: String },
  );
  expect(lines.join(" ")).toContain(`You will talk about “Gossip ${slug}”`);
  expect(lines.at(-1)).toBe(
    `“Paxos ${slug}” has no meeting yet. You will be told once the organizers have set one.`,
  );
});

it("of a result says when the meeting is, unless the same email says so of the meeting itself", async () => {
  const { id, organizer, others, candidates, slug, member } = await opened();
  const answer = { approvals: [candidates[0] as string] };
  await castVote(memberAt(others), { ballotId: id, answer });
  await closeBallot(id, organizer);
  const { id: readingId } = await db.reading.findFirstOrThrow({ where: { ballotId: id } });
  const startsAt = new Date(Date.now() + 5 * 864e5);
  const when = { startsAt, minutes: 60, place: PLACE, link: "" };
  await as(organizer.viewer).meetings.schedule({ group: slug, readingId, ...when });
  await runNotificationJobs();
  const text = flat((await mailTo(member)).text);
  expect(text).toContain(`chose “Paxos ${slug}”`);
  expect(text).toContain(`will meet to discuss “Paxos ${slug}”`);
  expect(text.split(timeInWords(startsAt, "Europe/Berlin"))).toHaveLength(2);
  expect(text).not.toContain("no meeting yet");
});

it("of a meeting has its time in the reader's zone, its place, and a link to say whether one comes", async () => {
  const { others, slug, meetingId } = await groupWithMeeting({ members: 1 });
  const { viewer } = memberAt(others);
  await db.person.update({ where: { id: viewer.id }, data: { timeZone: "Asia/Kolkata" } });
  await db.meeting.update({ where: { id: meetingId }, data: { presenterId: viewer.id } });
  await runNotificationJobs();
  const { text } = await mailTo(viewer);
  expect(text).toContain("You present it.");
  expect(text).toContain("(Asia/Kolkata)");
  expect(flat(text)).toContain(PLACE);
  const token = /by-mail\/answer\?token=(\S+?)[\]\s]/.exec(text)?.[1] as string;
  await as(null).digests.answerByMail({ token: decodeURIComponent(token), answer: "maybe" });
  const rsvp = await db.rsvp.findUnique({
    where: { meetingId_personId: { meetingId, personId: viewer.id } },
  });
  expect(rsvp?.answer).toBe("maybe");
  expect(text).toContain(`/groups/${slug}/meetings/${meetingId}`);
});

it("stops with one click what it is about, from this group only, which can be undone", async () => {
  const { member, slug } = await opened();
  const { headers } = await mailTo(member);
  const link = (headers as Record<string, string>)["List-Unsubscribe"] ?? "";
  const token = new URL(link.slice(1, -1)).searchParams.get("token") as string;
  const choice = async () => {
    const { groups } = await as(member).notifications.inGroups({ page: 1 });
    return groups.find((one) => one.slug === slug)?.chosen;
  };
  const { stops } = await as(null).notifications.muteLink({ token });
  expect(stops).toEqual([{ what: "group", kinds: ["ballot"], name: `Group ${slug}` }]);
  await as(null).notifications.muteByLink({ token });
  await as(null).notifications.muteByLink({ token });
  expect(await choice()).toEqual({ ballot: "app" });
  expect(await db.notificationChoice.count({ where: { personId: member.id } })).toBe(0);
  await as(null).notifications.undoMute({ token });
  expect(await choice()).toEqual({ ballot: "mail" });
  await as(member).groups.leave({ group: slug });
  await as(null).notifications.muteByLink({ token });
  // The group's present name is for its members.
  const said = await as(null).notifications.muteLink({ token });
  expect(said.stops).toEqual([{ what: "group", kinds: ["ballot"], name: null }]);
  expect(await db.memberChoice.count({ where: { personId: member.id } })).toBe(0);
});
