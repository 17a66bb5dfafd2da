import { expect } from "@playwright/test";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { places, withValueAt } from "@/server/testing/hostile/input-places";
import { drawer, size } from "../server/testing/tier";
import { sql, test } from "./hostile-site";
import { mallory } from "./hostile-world";
import { ask, call, callRightly } from "./raw";

// Puts hostile values in every place of every input. Some may be accepted, but none may crash a procedure.
// `npm run test:long` tries each value in every place; `npm test` draws three for each place.
const DRAWN = size(3, Number.POSITIVE_INFINITY);

const OTHER: unknown[] = [
  null,
  true,
  -1,
  1e308,
  [],
  { a: [{}] },
  "",
  "x".repeat(50_000),
  "' OR 1=1 --",
  "00000000-0000-0000-0000-00000000000g",
  "-271821-04-20T00:00:00.000Z",
  "+275760-09-13T00:00:00.000Z",
];
/** Left out, because it would end the session of the other calls. */
const LAST = ["people.signOutEverywhere", "groups.leave"];
/** Left out, because a subscription does not end on its own; server/api/hostile-values.db.test.ts tries it. */
const ENDLESS = ["live.changes"];

const draw = drawer();

/** Draws this many of the other values, all equally likely. */
function drawn(): unknown[] {
  const left = [...OTHER];
  const chosen: unknown[] = [];
  while (chosen.length < DRAWN && left.length > 0)
    chosen.push(...left.splice(Math.floor(draw() * left.length), 1));
  return chosen;
}

test("no hostile value in any place crashes a procedure", async () => {
  const me = await mallory();
  const { cookie } = me;
  // Draws all values before anything is sent, so that they do not depend on the order of answers.
  const attempts = Object.entries(honestInputs(me))
    .filter(([path]) => ![...LAST, ...ENDLESS].includes(path))
    .map(([path, input]) => ({
      path,
      input,
      values: places(input).flatMap((at) => drawn().map((value) => ({ at, value }))),
    }));
  const answers = await Promise.all(
    attempts.map(async ({ path, input, values }) => {
      const wrong: string[] = [];
      for (const [count, { at, value }] of values.entries()) {
        // The limit is three hundred writes per minute, but this test has to try everything.
        if (count % 12 === 0) await sql(`DELETE FROM "RateLimit"`);
        const sent = withValueAt(input, at, value);
        const where = `${path} ${at.join(".")} ${JSON.stringify(value).slice(0, 60)}`;
        // Too long for a URL, so it is sent as a body.
        const { status } = await (JSON.stringify(sent).length < 5000
          ? callRightly(path, sent, cookie)
          : call(path, sent, { cookie }));
        if (status >= 500 || status === 0) wrong.push(`${status} ${where}`);
      }
      return wrong;
    }),
  );
  expect(answers.flat()).toEqual([]);
  expect((await ask("GET", "/api/health")).status).toBe(200);
});
