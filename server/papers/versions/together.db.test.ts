import { afterEach, beforeEach, expect, it } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import { lookAgain } from "./commands";

ownDatabase();
const sources = standInSources();
const pass = (days: number) => setClock(new Date(now().getTime() + days * 864e5));
const using = { network: sources.network, wait: async (seconds: number) => pass(seconds / 86_400) };

beforeEach(async () => {
  setClock(new Date("2026-05-17T12:00:00Z"));
  await db.paper.deleteMany();
  await db.sourceAnswer.deleteMany();
  await db.rateLimit.deleteMany();
});
afterEach(() => setClock(undefined));

const entry = (id: string) => `<entry>
  <id>http://arxiv.org/abs/${id}v2</id><title>Trees ${id}</title><summary>We water.</summary>
  <published>2024-01-02T00:00:00Z</published><updated>2026-05-12T00:00:00Z</updated>
  <author><name>Ada Muster</name></author></entry>`;
const idsIn = (asked = "") =>
  /id_list=([^&]*)/.exec(asked)?.[1]?.split(",").map(decodeURIComponent) ?? [];

async function addPapers(ids: readonly string[]) {
  const ada = await person("ada");
  for (const id of ids)
    await as(ada).papers.add({
      ...{ title: `Trees ${id}`, authors: ["Ada Muster"], url: `https://arxiv.org/abs/${id}` },
    });
  pass(200);
}
const versions = async () => {
  const rows = await db.paperLook.findMany({ select: { version: true } });
  return rows.map(({ version }) => version);
};

it("asks arXiv for many papers by one request, and records what it says of each", async () => {
  const ids = ["2401.00001", "2401.00002", "math/0309136", "2401.00004", "2401.00005"];
  await addPapers(ids);
  sources.answerInTurn(`<feed>${ids.map(entry).reverse().join("")}</feed>`);
  await lookAgain(using);
  expect(sources.asked).toHaveLength(1);
  expect(idsIn(sources.asked[0]).sort()).toEqual([...ids].sort());
  expect(sources.asked[0]).toContain("max_results=5");
  expect(await versions()).toEqual([2, 2, 2, 2, 2]);
});

it("takes nothing for said about a paper that is missing or broken in the answer", async () => {
  const ids = ["2401.00001", "2401.00002", "2401.00003"];
  await addPapers(ids);
  const broken = entry("2401.00002")
    .replace(/<author>.*<\/author>/, "")
    .replace("v2<", "vX<");
  sources.answerInTurn(`<feed>${entry("2401.00001")}${broken}</feed>`);
  await lookAgain(using);
  expect(sources.asked).toHaveLength(1);
  expect((await versions()).sort()).toEqual([2, null, null]);
});

it("asks for no paper alone when arXiv does not answer", async () => {
  await addPapers(["2401.00001", "2401.00002", "2401.00003", "2401.00004"]);
  sources.answerInTurn(404);
  await lookAgain(using);
  expect(sources.asked).toHaveLength(1);
  expect(await versions()).toEqual([null, null, null, null]);
});
