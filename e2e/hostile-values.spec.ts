import { expect } from "@playwright/test";
import { honestInputs, places, put } from "./hostile-inputs";
import { sql, test } from "./hostile-site";
import { mallory } from "./hostile-world";
import { ask, call } from "./raw";

// Every other value in every place of every input: some may pass, none brings a procedure down.

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

test("no other value in any place brings a procedure down", async () => {
  const { cookie, ...me } = await mallory();
  const inputs = Object.entries(honestInputs({ cookie, ...me }));
  const answers = await Promise.all(
    inputs.map(async ([path, input]) => {
      if (LAST.includes(path)) return [];
      const wrong: string[] = [];
      for (const at of places(input)) {
        for (const value of OTHER) {
          const sent = put(input, at, value);
          const where = `${path} ${at.join(".")} ${JSON.stringify(value).slice(0, 60)}`;
          let { status } = await call(path, sent, { cookie });
          if (status === 405 && JSON.stringify(sent).length < 5000) {
            ({ status } = await call(path, sent, { cookie, get: true }));
          }
          if (status >= 500 || status === 0) wrong.push(`${status} ${where}`);
        }
        // Nobody is let in after three hundred writes a minute; here everything is to be tried.
        await sql(`DELETE FROM "RateLimit"`);
      }
      return wrong;
    }),
  );
  expect(answers.flat()).toEqual([]);
  expect((await ask("GET", "/api/health")).status).toBe(200);
});
