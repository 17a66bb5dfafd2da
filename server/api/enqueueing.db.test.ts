import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { subscribe } from "@/server/testing/fixtures/digests";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper as madePaper, person } from "@/server/testing/world";

ownDatabase();

/** The jobs that wait, by their names. */
async function waiting(): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT task_identifier AS name FROM graphile_worker.jobs ORDER BY id`;
  return rows.map(({ name }) => name).sort();
}

/** Rows of all tables but those that count calls. */
async function rows(): Promise<unknown> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT IN ('RateLimit', 'test_switch') ORDER BY 1`;
  const all = tables.map(({ name }) =>
    db.$queryRawUnsafe(
      `SELECT '${name}' AS name, md5(string_agg(t::text, ',' ORDER BY t::text)) FROM "${name}" t`,
    ),
  );
  return Promise.all(all);
}

type Deed = [name: string, work: () => Promise<unknown>, ...jobs: string[]];

/** Lets every transaction that writes a row of ours fail at its commit, as long as the switch is on. */
beforeAll(async () => {
  await db.$executeRaw`CREATE TABLE public.test_switch AS SELECT false AS broken`;
  await db.$executeRaw`
    CREATE FUNCTION break_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT broken FROM test_switch) THEN RAISE 'the commit breaks'; END IF;
      RETURN NULL;
    END $$`;
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT IN ('RateLimit', 'test_switch')`;
  for (const { name } of tables)
    await db.$executeRawUnsafe(`CREATE CONSTRAINT TRIGGER breaks AFTER INSERT OR UPDATE OR DELETE
      ON "${name}" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_commit()`);
});
const breakCommits = (on: boolean) => db.$executeRaw`UPDATE test_switch SET broken = ${on}`;

/**
 * Does each in turn and holds what it puts into the queue against what it has to. Before that it is tried with
 * a queue that takes nothing, and with a commit that fails: then nothing at all may be done.
 */
async function expectEach(deeds: Deed[]) {
  for (const [name, work, ...jobs] of deeds) {
    const before = await rows();
    await db.$executeRaw`ALTER FUNCTION graphile_worker.add_job RENAME TO gone`;
    await expect(work(), name).rejects.toThrow();
    await db.$executeRaw`ALTER FUNCTION graphile_worker.gone RENAME TO add_job`;
    expect(await rows(), `${name}: half of it was done`).toEqual(before);
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await breakCommits(true);
    const done = await work().then(
      () => true,
      () => false,
    );
    await breakCommits(false);
    if (done) expect(await rows(), `${name}: only asks for something`).toEqual(before);
    else expect(await waiting(), `${name}: told of what was not done`).toEqual([]);
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await work();
    expect(await waiting(), name).toEqual(jobs.sort());
  }
}

it("has notified of comments in a thread, and of acts that keep it civil", async () => {
  const { organizer, ada, bela, slug: group, paper } = await talkingGroup();
  const { commentId, threadId } = await postComment(ada, { group, paper }, "Words.");
  const { moderation } = as(organizer);
  const about = { commentId, reason: "No." };
  const of = { group, handle: bela.handle, reason: "No." };
  const done = "threads.moderated";
  const words = { group, paper, body: "Words.", clientKey: randomUUID() };
  const mention = { commentId, body: `@${bela.handle}` };
  await expectEach([
    ["add", () => as(bela).threads.addInGroup(words), "threads.commentWritten"],
    ["mention", () => as(ada).threads.edit(mention), "threads.commentWritten"],
    ["hide", () => moderation.hide(about), done],
    ["restore", () => moderation.restore(about), done],
    ["lock", () => moderation.lock({ threadId, reason: "No." }), done],
    ["unlock", () => moderation.unlock({ threadId, reason: "" }), done],
    ["suspend", () => moderation.suspend({ ...of, days: 1 }), done],
    ["reinstate", () => moderation.reinstate(of), done],
    ["remove", () => moderation.remove(about), done],
  ]);
});

it("has notified of nominations and decisions, and acted on them in time", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  const [paper, other, third] = await Promise.all([madePaper(), madePaper(), madePaper()]);
  const [nominationId = "", second = ""] = await fillPool(groupId, [paper.id, other.id], ada.id);
  const { ballots } = as(organizer);
  const closesAt = new Date(Date.now() + 2 * HOUR);
  const ballot = { group, ...USUAL_CHOICES, opensAt: null, closesAt, draft: false };
  let ballotId = "";
  const make = (more: object) => async () => {
    ballotId = (await ballots.create({ ...ballot, nominationIds: [nominationId], ...more })).id;
  };
  const close = () => ballots.close({ group, ballotId });
  const cancel = () => ballots.cancel({ group, ballotId, note: "" });
  const opened = ["ballots.close", "ballots.opened"];
  const nominate = { group, paperId: third.id, pitch: "" };
  await expectEach([
    ["nominate", () => as(ada).nominations.nominate(nominate), "ballots.nominated"],
    ["plan", make({ opensAt: new Date(Date.now() + HOUR) }), "ballots.openPlanned"],
    ["open", () => ballots.open({ group, ballotId }), ...opened],
  ]);
  await cancel();
  await expectEach([["create", make({}), ...opened]]);
  const later = { group, ballotId, closesAt: new Date(Date.now() + 3 * HOUR) };
  await expectEach([
    ["extend", () => ballots.change(later), "ballots.close", "ballots.extended"],
    ["remind", () => ballots.remind({ group, ballotId }), "ballots.reminded"],
  ]);
  await choose(ballotId);
  await expectEach([["close", close, "ballots.over", "ballots.readingChosen"]]);
  await make({ nominationIds: [second], candidateList: "open" })();
  const [added = ""] = await fillPool(groupId, [(await madePaper()).id], ada.id);
  await expectEach([
    [
      "candidate",
      () => as(ada).ballots.addCandidate({ group, ballotId, nominationId: added }),
      "ballots.candidateAdded",
    ],
  ]);
  await cancel();
  await make({ nominationIds: [second], quorum: 3, quorumMissed: "none" })();
  await expectEach([["no quorum", close, "ballots.over", "ballots.tellOrganizers"]]);
  const two = await fillPool(groupId, [(await madePaper()).id], ada.id);
  await make({ nominationIds: [second, ...two], tieBreak: "organizer" })();
  const [candidateId = ""] = await choose(ballotId);
  await expectEach([
    ["tie", close, "ballots.over", "ballots.tellOrganizers"],
    [
      "decide",
      () => ballots.decide({ group, ballotId, candidateId, note: "Because." }),
      ...["ballots.over", "ballots.readingChosen"],
    ],
  ]);

  /** Lets somebody approve of all candidates. @returns their ids */
  async function choose(id: string): Promise<string[]> {
    const { candidates } = await as(ada).ballots.page({ group, ballotId: id });
    const approvals = candidates.map((one) => one.id);
    await as(ada).ballots.vote({ group, ballotId: id, answer: { approvals } });
    return approvals;
  }
});

it("has notified of meetings, and of those called off", async () => {
  const { organizer, slug: group } = await talkingGroup();
  const { id: paperId } = await madePaper();
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const { meetings } = as(organizer);
  const when = { minutes: 60, place: "", link: "" };
  let meetingId = "";
  const plan = async () => {
    meetingId = (await meetings.plan({ group, paperId, startsAt, ...when })).id;
  };
  await expectEach([["plan", plan, "meetings.changed"]]);
  const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  const later = new Date(+startsAt + HOUR);
  const move = () => meetings.schedule({ group, readingId, startsAt: later, ...when });
  await expectEach([
    ["move", move, "meetings.changed"],
    ["cancel", () => meetings.cancel({ group, meetingId }), "meetings.changed"],
  ]);
});

it("has mailed what an email is asked for", async () => {
  const { organizer, slug: group } = await talkingGroup();
  const ada = await person("ada");
  await madePaper();
  const [subscriptionId, email] = [await subscribe(ada), "new@example.org"];
  const guest = as(null);
  const { id: invitationId } = await db.invitation.create({
    data: {
      group: { connect: { slug: group } },
      ...{
        email: "waits@example.org",
        createdById: organizer.id,
        expiresAt: new Date(Date.now() + 24 * HOUR),
      },
    },
  });
  const ask = () => guest.digests.subscribe({ email, timeZone: "UTC" });
  await expectEach([
    ["sign in", () => guest.people.requestLink({ email, to: "/" }), "people.signInMail"],
    ["address", () => as(ada).people.requestEmailChange({ email }), "people.emailChangeMail"],
    [
      "invite",
      () => as(organizer).groups.inviteByEmail({ group, addresses: "one@example.org" }),
      "groups.invitationMail",
    ],
    [
      "invite again",
      () => as(organizer).groups.resendInvitation({ group, invitationId }),
      "groups.invitationMail",
    ],
    [
      "invite another",
      () =>
        as(organizer).groups.correctInvitation({ group, invitationId, email: "two@example.org" }),
      "groups.invitationMail",
    ],
    ["subscribe", ask, "digests.confirmMail"],
    ["now", () => as(ada).digests.sendNow({ subscriptionId }), "digests.send"],
  ]);
});
