import { expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { DAILY, digestSubjects, subscribe } from "@/server/testing/fixtures/digests";
import { talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper as madePaper, person } from "@/server/testing/world";
import { SUBSCRIPTIONS_MAX } from "./schema";
import { sendNow } from "./subscriptions/commands";

ownDatabase();

/** The kinds of items in a digest of the group for a person now. */
async function kindsToldTo(viewer: Viewer, group: string): Promise<string[]> {
  const subscriptionId = await subscribe(viewer, { sources: [{ kind: "group", group }] });
  await sendNow(viewer, { subscriptionId });
  const [subjects = []] = await digestSubjects(subscriptionId);
  return subjects.map((subject) => subject.split(":")[0] ?? "");
}

async function withBallot(choices: object = {}) {
  const world = await talkingGroup();
  const { organizer, groupId, slug: group } = world;
  const papers = await Promise.all([madePaper(), madePaper()]);
  const nominationIds = await fillPool(
    groupId,
    papers.map(({ id }) => id),
    organizer.id,
  );
  const closesAt = new Date(Date.now() + HOUR);
  const { id } = await as(organizer).ballots.create({
    group,
    ...USUAL_CHOICES,
    opensAt: null,
    closesAt,
    nominationIds,
    draft: false,
    ...choices,
  });
  return { ...world, ballotId: id };
}

it("does not ask people to vote who are suspended from the group", async () => {
  const { organizer, ada, bela, slug: group } = await withBallot();
  const of = { group, handle: ada.handle, reason: "No." };
  await as(organizer).moderation.suspend({ ...of, days: 1 });
  expect(await kindsToldTo(ada, group)).not.toContain("ballot");
  expect(await kindsToldTo(bela, group)).toContain("ballot");
});

it("includes the result of a tie once it is decided", async () => {
  const {
    organizer,
    ada,
    bela,
    slug: group,
    ballotId,
  } = await withBallot({
    tieBreak: "organizer",
  });
  const { ballots } = as(organizer);
  const { candidates } = await ballots.page({ group, ballotId });
  const approvals = candidates.map(({ id }) => id);
  await as(ada).ballots.vote({ group, ballotId, answer: { approvals } });
  await ballots.close({ group, ballotId });
  expect(await kindsToldTo(ada, group)).not.toContain("result");
  const candidateId = approvals[0] as string;
  await ballots.decide({ group, ballotId, candidateId, note: "Because." });
  expect(await kindsToldTo(bela, group)).toContain("result");
});

it(`allows ${SUBSCRIPTIONS_MAX} subscriptions per person, even if created at once`, async () => {
  const ada = await person("ada");
  const make = () => as(ada).digests.create(DAILY);
  const tries = await outcomes(Array.from({ length: SUBSCRIPTIONS_MAX + 2 }, make));
  expect(tries.filter((one) => one === "done")).toHaveLength(SUBSCRIPTIONS_MAX);
  expect(tries.filter((one) => one === "BAD_REQUEST")).toHaveLength(2);
  expect(await db.subscription.count({ where: { personId: ada.id } })).toBe(SUBSCRIPTIONS_MAX);
});
