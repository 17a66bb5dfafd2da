import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { handlers as tellings } from "@/server/notifications/jobs";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { downloadOwnData, downloadRecord } from "@/server/testing/fixtures/downloads";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { person } from "@/server/testing/world";
import { handlers } from "../jobs";
import { closeBallot } from "../life/closing";
import { loadBallotPage } from "../page/queries";
import { type BallotChoices, USUAL_CHOICES } from "../schema";
import { castVote } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

type World = Awaited<ReturnType<typeof groupWithBallot>>;

/** Everything that the site tells a caller about a group and its ballots. */
async function answersTo(viewer: Parameters<typeof as>[0], { slug, id, organizer }: World) {
  const caller = as(viewer);
  const quiet = <T>(answer: Promise<T>) => answer.catch((error: Error) => error.message);
  return Promise.all([
    quiet(caller.ballots.page({ group: slug, ballotId: id })),
    quiet(caller.ballots.overview({ group: slug })),
    quiet(caller.ballots.list({ group: slug })),
    quiet(caller.ballots.readings({ group: slug })),
    quiet(caller.ballots.desk()),
    quiet(caller.nominations.pool({ group: slug })),
    quiet(caller.rhythms.get({ group: slug })),
    quiet(caller.groups.head({ group: slug })),
    quiet(caller.groups.members({ group: slug })),
    quiet(caller.threads.recentInGroup({ group: slug })),
    viewer && quiet(downloadOwnData(viewer)),
    quiet(
      downloadRecord(
        { ...organizer, viewer, role: viewer ? organizer.role : null } as MemberScope,
        id,
      ),
    ),
  ]);
}

const CHOICES: Partial<BallotChoices>[] = [
  { sight: "always" },
  { sight: "afterVote", rule: "perpetual-consensus" },
  { sight: "atEnd", tieBreak: "organizer" },
  { sight: "always", rule: "approval", candidateList: "open" },
];

it.each(CHOICES)(
  "gives everybody else the same answers, whichever of two members cast which vote: %j",
  async (ballot) => {
    const world = await groupWithBallot(["A", "B"], { ballot });
    const { id, organizer, others, candidates } = world;
    const [ada, bela, chen, dalia] = others as [MemberScope, MemberScope, MemberScope, MemberScope];
    const [a, b] = candidates as [string, string];
    const at = new Date();
    setClock(at);
    const vote = (scope: MemberScope, approvals: string[]) =>
      castVote(scope, { ballotId: id, answer: { approvals } });
    await vote(ada, [a]);
    await vote(bela, [b]);
    await vote(dalia, [a]);
    const lookers = [organizer.viewer, chen.viewer, dalia.viewer, await person(), null];
    const seen = async () =>
      JSON.stringify(await Promise.all(lookers.map((viewer) => answersTo(viewer, world))));
    const before = await seen();
    // Members can read all of this except the record of an open ballot.
    const ours = await answersTo(organizer.viewer, world);
    expect(ours.filter((answer) => typeof answer === "string")).toHaveLength(1);
    await vote(ada, [b]);
    await vote(bela, [a]);
    expect(await seen()).toBe(before);
  },
);

it.each(["approval", "perpetual-consensus"] as const)(
  "links no name to a vote after closing, for any caller, file or email: %s",
  async (rule) => {
    const world = await groupWithBallot(["A", "B"], { ballot: { rule } });
    const { id, closesAt, organizer, others, candidates } = world;
    const [ada, bela] = others as [MemberScope, MemberScope];
    await castVote(ada, { ballotId: id, answer: { approvals: [candidates[0] as string] } });
    await castVote(bela, { ballotId: id, answer: { approvals: candidates } });
    setClock(closesAt);
    for (const { viewer } of others) {
      await as(viewer).notifications.choose({ kind: "result", via: "mail" });
    }
    await closeBallot(id, null);
    await workOff([...handlers, ...tellings]);
    await runNotificationJobs();
    const receipts = (await db.vote.findMany({ where: { ballotId: id } })).map(
      ({ receipt }) => receipt,
    );
    expect(receipts).toHaveLength(2);
    const ours = await answersTo(organizer.viewer, world);
    expect(ours.filter((answer) => typeof answer === "string")).toEqual([]);
    for (const viewer of [organizer.viewer, others[2]?.viewer ?? null, bela.viewer, null]) {
      for (const answer of await answersTo(viewer, world)) {
        const text = JSON.stringify(answer);
        const names = [ada.viewer.handle, ada.viewer.name, ada.viewer.id];
        const tied = names.some((name) => text.includes(name));
        const votes = /approvals"|receipt"|weights"/.test(text);
        expect(tied && votes, text.slice(0, 200)).toBe(false);
        const own = viewer?.id === bela.viewer.id;
        const shown = receipts.filter((receipt) => text.includes(receipt));
        // The record and the weights hold every receipt or none. Elsewhere a person sees only their own.
        expect([0, receipts.length, ...(own ? [1] : [])]).toContain(shown.length);
      }
    }
    const mails = JSON.stringify(await db.mailMessage.findMany());
    expect(mails).toContain(`Group ${world.slug} chose`);
    for (const receipt of receipts) expect(mails).not.toContain(receipt);
  },
);

it("shows the votes of a ballot by name only after closing, to people who may see the result", async () => {
  expect(USUAL_CHOICES.secret).toBe(true);
  const world = await groupWithBallot(["A"], { ballot: { secret: false, sight: "afterVote" } });
  const { id, organizer, others, candidates } = world;
  const [ada, bela] = others as [MemberScope, MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: candidates } });
  expect((await loadBallotPage(bela, id)).votesByName).toBeNull();
  expect((await loadBallotPage(ada, id)).votesByName).toEqual([
    {
      person: { handle: ada.viewer.handle, name: ada.viewer.name },
      answer: { approvals: candidates },
    },
  ]);
  await closeBallot(id, organizer);
  expect((await loadBallotPage(bela, id)).votesByName).toHaveLength(1);
  expect(Object.values((await downloadRecord(organizer, id)).names ?? {})).toEqual([
    ada.viewer.name,
  ]);
});
