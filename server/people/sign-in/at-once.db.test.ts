import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { confirmSignIn } from "@/server/api/routes/sign-in";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { type Gate, gate } from "@/server/testing/doors/gate";
import { person } from "@/server/testing/world";

// An address is changed while somebody signs in by a link to the old one: whoever reads the old mailbox is not
// signed in afterwards, wherever in between the change came.
const address = ownDatabase();
let door: Gate;
beforeAll(async () => {
  door = await gate(address());
});
afterAll(() => door.close());
beforeEach(() => db.rateLimit.deleteMany());

async function meeting() {
  const email = `${newSecret().slice(0, 8).toLowerCase()}@example.org`;
  const [ada, link, change] = [await person({ as: "ada", email }), newSecret(), newSecret()];
  const expiresAt = new Date(Date.now() + 60_000);
  const tokenHash = createHash("sha256").update(`${link}${env().AUTH_SECRET}`).digest("hex");
  await db.signInToken.create({ data: { tokenHash, email, expiresAt } });
  await db.emailChange.create({
    data: { tokenHash: hashSecret(change), personId: ada.id, email: `new-${email}`, expiresAt },
  });
  const browser = new Browser("http://localhost:3000");
  const fields = { token: link, email, to: "/" };
  return {
    signIn: async () => {
      const { status } = await browser.post(confirmSignIn, "/api/sign-in/confirm", fields);
      expect(status).toBe(303);
    },
    change: () => as(ada).people.confirmEmailChange({ token: change }),
    sessions: () => db.session.count({ where: { personId: ada.id } }),
  };
}

it("signs in at most until the address is changed", async () => {
  const seen: boolean[] = [];
  for (let stop = 1, stopped = true; stopped; stop++) {
    const { signIn, change, sessions } = await meeting();
    const said = await door.atOnce(stop, signIn, change);
    expect(said).toMatchObject({ first: "done", second: "done" });
    expect(await sessions(), `stopped at ${stop}`).toBe(0);
    stopped = said.stopped;
    if (stopped) seen.push(stopped);
  }
  // It uses up the link, then opens the session.
  expect(seen.length).toBeGreaterThan(1);
});

it("signs in where the address stays", async () => {
  const { signIn, sessions } = await meeting();
  await signIn();
  expect(await sessions()).toBe(1);
});
