import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authAdapter } from "@/server/people/auth/adapter";
import { handlers as peopleHandlers } from "@/server/people/jobs";
import type { Viewer } from "@/server/people/policy";
import {
  confirmEmailChange,
  requestEmailChange,
} from "@/server/people/sign-in/email-change/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { newSecret } from "@/server/platform/secrets/secret";
import { sign } from "@/server/platform/secrets/signed-link";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import {
  addPapers,
  newAddress,
  setClockTo,
  subscribeAddress,
} from "@/server/testing/fixtures/digests";
import { person } from "@/server/testing/world";
import { writeDueDigests } from "../gathering/due";
import { handlers } from "../jobs";
import { listSubscriptions } from "../queries";
import { UNSUBSCRIBE } from "../schema";
import { unsubscribe } from "./by-link";

ownDatabase();

let now: Date;

beforeAll(() => addPapers(3));
beforeEach(async () => {
  await db.subscription.deleteMany();
  now = setClockTo("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

/** Signs somebody in, as next-auth does after a link was used. */
const signIn = (userId: string) =>
  authAdapter.createSession?.({ sessionToken: newSecret(), userId, expires: now });

/** Reads a person's subscriptions as their page does. @returns their ids, and the statements it took */
async function readOwn(viewer: Viewer) {
  let ids: string[] = [];
  const statements = await statementsOf(async () => {
    ids = (await as(viewer).digests.mine()).subscriptions.map((one) => one.id);
  });
  return { ids, statements: statements.map(({ text }) => text.trim()) };
}

describe("the subscription of an address", () => {
  it("becomes a person's own, with its past, once they sign in with its address", async () => {
    const email = newAddress();
    const id = await subscribeAddress(email, now);
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    const chen = await person({ as: "chen", email });
    await signIn(chen.id);
    await workOff(handlers);
    const { statements, ids } = await readOwn(chen);
    expect(ids).toEqual([id]);
    expect(statements.filter((text) => !text.startsWith("SELECT"))).toEqual([]);
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      personId: chen.id,
      email: null,
    });
    expect(await db.digestItem.count({ where: { readerId: chen.id } })).toBe(3);
    // The link of the earlier email still ends it.
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    expect((await listSubscriptions(chen)).subscriptions[0]).toMatchObject({
      ended: true,
      nextDueAt: null,
    });
  });

  it("becomes a person's own once they confirm its address as their new one", async () => {
    const [before, email] = [newAddress(), newAddress()];
    const id = await subscribeAddress(email, now);
    const chen = await person({ as: "chen", email: before });
    await requestEmailChange(chen, { email });
    await workOff(peopleHandlers);
    const { text } = await db.mailMessage.findFirstOrThrow({ where: { to: email } });
    const [, token = ""] = /\/settings\/email\?token=(\S+)/.exec(text) ?? [];
    await confirmEmailChange(chen, token, null);
    await workOff(handlers);
    expect((await readOwn(chen)).ids).toEqual([id]);
  });

  it("is not changed by a person reading their subscriptions", async () => {
    const email = newAddress();
    const id = await subscribeAddress(email, now);
    const chen = await person({ as: "chen", email });
    const { statements, ids } = await readOwn(chen);
    expect(ids).toEqual([]);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter((text) => !text.startsWith("SELECT"))).toEqual([]);
    expect(await db.subscription.count({ where: { id, email, personId: null } })).toBe(1);
  });
});
