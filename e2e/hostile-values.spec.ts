import { expect } from "@playwright/test";
import { honestInputs, places, withValueAt } from "@/server/testing/hostile/honest-inputs";
import { drawer, size } from "../server/testing/tier";
import { sql, test } from "./hostile-site";
import { mallory } from "./hostile-world";
import { ask, call, callRightly } from "./raw";

// Other values in every place of every input: some may pass, none brings a procedure down. `npm run test:long`
// puts each in every place, `npm test` draws three for each.
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
/** Would end the session that the others are tried with. */
const LAST = ["people.signOutEverywhere", "groups.leave"];
/** Does not end by itself where it is let in; server/api/hostile-values.db.test.ts tries it. */
const ENDLESS = ["live.changes"];

const draw = drawer();

/** So many of the other values, each as likely as any. */
function drawn(): unknown[] {
  const left = [...OTHER];
  const chosen: unknown[] = [];
  while (chosen.length < DRAWN && left.length > 0)
    chosen.push(...left.splice(Math.floor(draw() * left.length), 1));
  return chosen;
}

test("no other value in any place brings a procedure down", async () => {
  const me = await mallory();
  const { cookie } = me;
  // Drawn before anything is sent: what is tried must not depend on which answer comes first.
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
        // Nobody is let in after three hundred writes a minute; here everything is to be tried.
        if (count % 12 === 0) await sql(`DELETE FROM "RateLimit"`);
        const sent = withValueAt(input, at, value);
        const where = `${path} ${at.join(".")} ${JSON.stringify(value).slice(0, 60)}`;
        // No address is so long; as a body it comes all the same.
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
