import { afterEach, expect, it } from "vitest";
import { sweep } from "@/server/ballots/jobs";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { handlers as meetings } from "@/server/meetings/commands";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { writeAbout } from "@/server/testing/fixtures/notifications";
import { size } from "@/server/testing/tier";
import { emailOf, group, paper, person } from "@/server/testing/world";
import { enqueueDueEmails } from "./gathering/commands";
import { handlers } from "./jobs";
import { remind } from "./reminding/commands";
import { GATHER_MINUTES } from "./schema";

ownDatabase();
afterEach(() => setClock(undefined));

const MINUTE = 60_000;

interface Arrived {
  to: string;
  at: number;
  subject: string;
  text: string;
}

/** The emails so far, with the times of the held clock at which they went. */
let emails: Arrived[] = [];

/** Does at an instant what the clock and the queue do. @returns the emails that went */
async function pass(at: Date): Promise<Arrived[]> {
  setClock(at);
  const before = await db.mailMessage.count();
  await sweep();
  await remind();
  await workOff([...handlers, ...meetings]);
  await enqueueDueEmails();
  await workOff([...handlers, ...meetings]);
  const sent = await db.mailMessage.findMany({ orderBy: { id: "asc" }, skip: before });
  const arrived = sent.map(({ to, subject, text }) => ({ to, subject, text, at: at.getTime() }));
  emails.push(...arrived);
  return arrived;
}

it("five people, one week: who follows the emails votes in time and knows the result and the meeting", async () => {
  emails = [];
  const [lena, ada, bela, chen, dalia, milena] = (await Promise.all(
    (["lena", "ada", "bela", "chen", "dalia", "milena"] as const).map((one) => person(one)),
  )) as [Viewer, Viewer, Viewer, Viewer, Viewer, Viewer];
  const five = { lena, ada, bela, chen, dalia };
  const addresses = new Map<string, string>();
  for (const [name, viewer] of Object.entries(five)) addresses.set(await emailOf(viewer), name);
  const { slug } = await group({
    name: "Systems",
    members: [
      [lena, "owner"],
      ...[ada, bela, chen, dalia].map((one) => [one, "member"] as [Viewer, "member"]),
    ],
  });
  const { slug: secret } = await group({
    name: "Secret circle",
    visibility: "private",
    members: [
      [lena, "owner"],
      [ada, "member"],
    ],
  });
  const papers = await Promise.all(["Paxos", "Raft", "Gossip"].map((title) => paper({ title })));
  setClock(new Date("2026-11-02T08:00:00Z"));
  await db.membership.updateMany({ data: { joinedAt: new Date("2026-11-01T08:00:00Z") } });
  await as(lena).meetings.setSlot({
    group: slug,
    fromDay: "2026-11-01",
    everyWeeks: 1,
    weekday: 7,
    time: "17:00",
    minutes: 60,
    place: "Library, room 3",
    link: "",
    rotates: false,
  });
  const nominate = (to: string, paperId: string, pitch: string) =>
    as(lena).nominations.nominate({ group: to, paperId, pitch });
  const nominationIds: string[] = [];
  for (const { id } of papers) nominationIds.push((await nominate(slug, id, "Read me.")).id);
  const hidden = await nominate(secret, papers[0]?.id as string, "The word is xyzzy.");
  const open = (to: string, ids: string[]) =>
    as(lena).ballots.create({
      group: to,
      ...USUAL_CHOICES,
      opensAt: null,
      closesAt: new Date("2026-11-05T17:00:00Z"),
      nominationIds: ids,
      draft: false,
    });
  const { id: ballotId } = await open(slug, nominationIds);
  await open(secret, [hidden.id]);

  const chooseIn = async (who: Viewer, { text }: Arrived) => {
    const link = new RegExp(`/groups/${slug}/ballots/${ballotId}\\?choose=([0-9a-f-]+)`);
    const answer = { approvals: [link.exec(text)?.[1] as string] };
    await as(who).ballots.vote({ group: slug, ballotId, answer });
  };
  const rsvpIn = (who: "yes" | "no", { text }: Arrived) => {
    const token = /by-mail\/answer\?token=([\w.%-]+)/.exec(text)?.[1] as string;
    return as(null).digests.answerByMail({ token: decodeURIComponent(token), answer: who });
  };
  const isAbout = ({ text }: Arrived, words: string) => text.includes(`${words} in Systems`);
  const follow = async (email: Arrived) => {
    const name = addresses.get(email.to);
    const opened = isAbout(email, "A ballot is open");
    const closes = isAbout(email, "You have not voted yet");
    const planned = email.text.includes("Systems will meet to discuss");
    if (name === "ada" && opened) await chooseIn(ada, email);
    if (name === "bela" && closes) await chooseIn(bela, email);
    if (name === "chen" && closes) await chooseIn(chen, email);
    if (name === "lena" && closes) await chooseIn(lena, email);
    if (name === "bela" && planned) await rsvpIn("yes", email);
    if (name === "chen" && planned) await rsvpIn("no", email);
  };

  const start = Date.parse("2026-11-02T08:00:00Z");
  const instants = new Set<number>();
  for (let hour = 0; hour <= 7 * 24; hour += size(12, 1))
    for (const minutes of [0, GATHER_MINUTES])
      instants.add(start + hour * 60 * MINUTE + minutes * MINUTE);
  const noon = Date.parse("2026-11-03T12:00:00Z");
  for (const minutes of [0, 2, 4, 9, 10, 12, 20]) instants.add(noon + minutes * MINUTE);
  const { slug: paperSlug } = papers[1] as { slug: string };
  for (const instant of [...instants].sort((a, b) => a - b)) {
    setClock(new Date(instant));
    // A lively ten minutes: two mentions, and a nomination of which nobody is emailed.
    if (instant === noon) await writeAbout(lena, paperSlug, { group: slug, mentions: [ada] });
    if (instant === noon + 4 * MINUTE)
      await writeAbout(bela, paperSlug, { group: slug, mentions: [ada] });
    for (const email of await pass(new Date(instant))) await follow(email);
  }

  const count = (name: string) => emails.filter(({ to }) => addresses.get(to) === name).length;
  // Opening (not for Lena, who did it), reminder, result with meeting, the day before; Ada: two openings as one, mentions.
  // Béla, who alone said that he would come, is asked how the meeting was.
  expect(Object.fromEntries(Object.keys(five).map((name) => [name, count(name)]))).toEqual({
    lena: 3,
    ada: 5,
    bela: 5,
    chen: 3,
    dalia: 4,
  });
  expect(emails.filter(({ to }) => !addresses.has(to))).toEqual([]);
  expect(await emailOf(milena)).not.toBe("");
  const voters = await db.vote.findMany({ where: { ballotId }, select: { personId: true } });
  expect(voters.map(({ personId }) => personId).sort()).toEqual(
    [lena, ada, bela, chen].map(({ id }) => id).sort(),
  );
  const chosen = await db.reading.findFirstOrThrow({
    where: { ballotId },
    select: { paper: { select: { title: true } } },
  });
  for (const [address] of addresses) {
    const mine = emails.filter(({ to }) => to === address);
    const texts = mine.map(({ text }) => text).join("\n");
    expect(texts).toContain(`Systems chose “${chosen.paper.title}”`);
    expect(texts).toContain("Library, room 3");
    for (const [at, email] of mine.entries()) {
      const last = mine[at - 1];
      if (last) expect(email.at - last.at).toBeGreaterThanOrEqual(GATHER_MINUTES * MINUTE);
    }
    const inSecret = [await emailOf(lena), await emailOf(ada)].includes(address);
    if (!inSecret) expect(texts).not.toMatch(/xyzzy|Secret circle/);
  }
});
