import { afterEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";
import { NEWCOMER_COMMENTS } from "./rules";

ownDatabase();
afterEach(() => setClock(undefined));

const HOUR = 3_600_000;
const LINKS = [1, 2, 3, 4].map((at) => `https://example.org/${at}`);

it("limits a new account to ten comments an hour, and says until when", async () => {
  const [paper, mallory] = await Promise.all([
    paperSlug(),
    person({ createdAt: new Date(Date.now() - 71 * HOUR) }),
  ]);
  for (let at = 0; at < NEWCOMER_COMMENTS; at++) await postComment(mallory, { paper }, `${at}`);
  const error = await postComment(mallory, { paper }, "one more").catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(String(error)).toMatch(/younger than 3 days: until \d+ \w+ at \d\d:\d\d you can write 10/);
  // The limit is per account, and ends after three days.
  expect(await outcomes([postComment(await person(), { paper }, "old")])).toEqual(["done"]);
  setClock(new Date(Date.now() + HOUR + 1));
  expect(await outcomes([postComment(mallory, { paper }, "three days")])).toEqual(["done"]);
});

it("lets a new account put three links in a comment, also by editing it", async () => {
  const [paper, mallory, old] = await Promise.all([
    paperSlug(),
    person({ createdAt: new Date() }),
    person(),
  ]);
  const most = LINKS.slice(0, 3).join(" ");
  const { commentId } = await postComment(mallory, { paper }, most);
  expect(
    await outcomes([
      postComment(mallory, { paper }, LINKS.join(" ")),
      as(mallory).threads.edit({ commentId, body: LINKS.join(" ") }),
      as(mallory).threads.edit({ commentId, body: `Look: ${most}` }),
      postComment(old, { paper }, LINKS.join(" ")),
    ]),
  ).toEqual(["BAD_REQUEST", "BAD_REQUEST", "done", "done"]);
});
