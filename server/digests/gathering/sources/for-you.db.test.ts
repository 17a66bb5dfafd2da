import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { previewDigest } from "@/server/digests/queries";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { digestSubjects, setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { papersLike } from "@/server/testing/fixtures/recommendations";
import { emailOf, group, paper, person } from "@/server/testing/world";
import { sendWaiting } from "../../sending/commands";
import { writeDueDigests } from "../due";

ownDatabase();
beforeEach(async () => {
  await db.subscription.deleteMany();
  setClockTo("2026-11-24T05:00:00Z");
});
afterEach(() => setClock(undefined));

/** Somebody who upvoted a paper that seven others are like, and gets what is recommended by email. */
async function reader(sources: ("forYou" | "trending")[] = ["forYou"]) {
  const ada = await person("ada");
  const seed = await paper({ title: "Seed" });
  const like = await papersLike(seed, ["A", "B", "C", "D", "E", "F", "G"]);
  await as(ada).papers.upvote({ paperId: seed.id, on: true });
  const id = await subscribe(ada, { sources: sources.map((kind) => ({ kind })) });
  return { ada, seed, like, id };
}

const mailTo = async (viewer: Viewer) => {
  const to = await emailOf(viewer);
  return db.mailMessage.findFirstOrThrow({ where: { to }, orderBy: { id: "desc" } });
};

describe("a digest with recommendations", () => {
  it("has a few a time, each with its reason, and none twice", async () => {
    const { ada, seed, like, id } = await reader();
    setClockTo("2026-11-24T07:00:10Z");
    await writeDueDigests();
    await sendWaiting();
    const { text } = await mailTo(ada);
    expect(text).toContain("FOR YOU");
    expect(text?.replace(/\s+/g, " ")).toContain(
      `You upvoted “${seed.title}”: both are about trees`,
    );
    setClockTo("2026-11-25T07:00:10Z");
    await writeDueDigests();
    const [second = [], first = []] = await digestSubjects(id);
    expect(first).toHaveLength(5);
    expect([...first, ...second].sort()).toEqual(like.map((one) => `paper:${one.id}`).sort());
  });

  it("names a paper once that also trends, and leaves out what the reader dismissed", async () => {
    const { ada, like, id } = await reader(["trending", "forYou"]);
    await as(ada).recommendations.dismiss({ paperId: like[0]?.id ?? "", on: true });
    setClockTo("2026-11-24T07:00:10Z");
    await writeDueDigests();
    const [subjects = []] = await digestSubjects(id);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects[0]).not.toBe(`paper:${like[0]?.id}`);
    const kinds = await db.digestItem.findMany({ select: { kind: true, paperId: true } });
    const forYou = kinds.filter(({ kind }) => kind === "forYou");
    expect(forYou.map(({ paperId }) => paperId)).not.toContain(like[0]?.id);
    expect(forYou).toHaveLength(5);
  });

  it("is not sent to somebody of whom nothing is known", async () => {
    const bela = await person("bela");
    await paper({ title: "Trends" });
    await subscribe(bela, { sources: [{ kind: "forYou" }] });
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(0);
  });

  it("says nothing of a group that the reader has left meanwhile, neither when it is sent nor later", async () => {
    const [ada, bela, lena] = [await person("ada"), await person("bela"), await person("lena")];
    const ours = await group({
      name: "The Hidden Ones",
      visibility: "private",
      members: [
        [lena, "owner"],
        [ada, "member"],
        [bela, "member"],
      ],
    });
    const [chosen, own] = [await paper({ title: "Chosen" }), await paper({ title: "Own" })];
    await papersLike(chosen, ["Like the group’s"]);
    await papersLike(own, ["Like their own"]);
    await db.reading.create({ data: { groupId: ours.id, paperId: chosen.id } });
    const ids = [];
    for (const one of [ada, bela]) {
      await as(one).papers.upvote({ paperId: own.id, on: true });
      ids.push(await subscribe(one, { sources: [{ kind: "forYou" }] }));
    }
    const [subscriptionId = ""] = ids;
    expect((await previewDigest(ada, { subscriptionId })).text).toContain("The Hidden Ones");
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(2);
    await as(ada).groups.leave({ group: ours.slug });
    await sendWaiting();
    expect((await mailTo(ada)).text).toContain("Like their own");
    expect((await mailTo(ada)).text).not.toContain("Hidden");
    expect((await mailTo(bela)).text).toContain("The Hidden Ones");
    await as(bela).groups.leave({ group: ours.slug });
    for (const [at, viewer] of [ada, bela].entries()) {
      const digest = await db.digest.findFirstOrThrow({ where: { subscriptionId: ids[at] ?? "" } });
      const past = JSON.stringify(await as(viewer).digests.read({ digestId: digest.id }));
      expect(past).toContain("Like their own");
      expect(past).not.toContain("Hidden");
    }
  });

  it("takes as many statements for many readers as for one", async () => {
    await reader();
    setClockTo("2026-11-24T07:00:10Z");
    const one = await queriesOf(writeDueDigests);
    for (let at = 0; at < 6; at++) await reader();
    setClockTo("2026-11-25T07:00:10Z");
    await db.subscription.updateMany({ data: { nextDueAt: new Date("2026-11-25T07:00:00Z") } });
    expect(await queriesOf(writeDueDigests)).toBe(one);
  });
});
