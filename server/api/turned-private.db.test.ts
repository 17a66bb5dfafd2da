import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { DOORS } from "@/server/testing/doors/doors";
import { makeThings } from "@/server/testing/doors/things";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { person } from "@/server/testing/world";
import { appRouter } from "./root";

ownDatabase();

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" } }
>;

/** Everything that somebody can look at, as one text. */
async function seen(viewer: Viewer | null, inputs: Record<string, unknown>): Promise<string> {
  const looked = Object.keys(DOORS).filter((path) => procedures[path]?._def.type === "query");
  const answers = await Promise.all(
    looked.map(async (path) => {
      const call = path
        .split(".")
        .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
      return (call as (input: unknown) => Promise<unknown>)(inputs[path]).catch(() => null);
    }),
  );
  return JSON.stringify(answers, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

it("shows the name of a group that turned private to its members only", async () => {
  const [owner, left] = [await person("lena"), await person()];
  const things = await makeThings(owner);
  const { group, meetingId } = things;
  const name = `Kept ${randomUUID()}`;
  const fields = { group, name, description: `About ${name}.`, timeZone: "UTC" };
  await as(owner).groups.update({ ...fields, visibility: "public", joinPolicy: "open" });
  // Somebody joins, takes part in everything, and leaves.
  await as(left).groups.join({ group });
  await as(left).notifications.follow({ what: { thing: "group", id: group }, level: "follow" });
  await as(left).meetings.rsvp({ group, meetingId, answer: "yes" });
  await as(left).meetings.makeFeed();
  const sources = [{ kind: "group" as const, group }];
  await as(left).digests.create({ cadence: "daily", timeZone: "UTC", sources });
  await as(left).groups.leave({ group });
  const inputs = { ...honestInputs(things), "groups.list": {}, "digests.mine": undefined };
  expect(await seen(left, inputs)).toContain(name);

  await as(owner).groups.update({ ...fields, visibility: "private", joinPolicy: "invitation" });
  for (const viewer of [null, left, await person({ moderator: true, operator: true })])
    expect(await seen(viewer, inputs)).not.toContain(name);
  expect(await seen(owner, inputs)).toContain(name);
});
