import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { joinByForm } from "@/server/api/routes/join";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { type Gate, gate } from "@/server/testing/doors/gate";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { mailInvitation } from "@/server/testing/fixtures/groups";
import { countMembers, group, person, session } from "@/server/testing/world";

const address = ownDatabase();
const SITE = "http://localhost:3000";
const HOUR = 3_600_000;
let door: Gate;
let ada: Viewer;
beforeAll(async () => {
  door = await gate(address());
  ada = await person("ada");
});
afterAll(() => door.close());
beforeEach(async () => {
  setClock(undefined);
  await db.rateLimit.deleteMany();
});

const newAddress = () =>
  `${newSecret().slice(0, 12).toLowerCase().replace(/[_-]/g, "0")}@example.org`;

/** A private group of Ada's, and an invitation to it. */
async function invited(email = newAddress()) {
  const { slug, id } = await group({ visibility: "private", members: [[ada, "owner"]] });
  return { slug, id, email, token: await mailInvitation(ada, slug, email) };
}

type Fields = { name?: string; timeZone?: string; as?: "me" | "invited" };

function press(browser: Browser, token: string, fields: Fields = {}): Promise<Response> {
  const given = { name: "Grace Hopper", timeZone: "America/New_York", ...fields };
  return browser.post(joinByForm, "/api/join", { token, as: "invited", ...given });
}
const placeOf = (answer: Response) => answer.headers.get("location") ?? "";

/** The person whom a browser is signed in as. */
async function personIn(browser: Browser) {
  const token = browser.cookies.get("colloquy.session");
  if (!token) return null;
  const found = await db.session.findUnique({
    where: { tokenHash: hashSecret(token) },
    include: { person: true },
  });
  return found?.person ?? null;
}

describe("the button behind an emailed invitation", () => {
  it("makes an account with the given name, signs it in and makes it a member", async () => {
    const { slug, email, token } = await invited();
    expect(await as(null).groups.invitation({ token })).toMatchObject({ state: "open" });
    expect(await db.person.count({ where: { email } })).toBe(0);
    const browser = new Browser(SITE);
    const answer = await press(browser, token);
    expect([answer.status, placeOf(answer)]).toEqual([
      303,
      `/welcome?to=${encodeURIComponent(`/groups/${slug}?joined=1`)}`,
    ]);
    const made = await personIn(browser);
    expect(made).toMatchObject({ email, name: "Grace Hopper", timeZone: "America/New_York" });
    expect(made?.handle).toMatch(/^grace-hopper(-|$)/);
    expect(made?.welcomedAt).not.toBeNull();
    expect(browser.lines[0]).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(await countMembers(slug)).toBe(2);
    expect(await as(null).groups.invitation({ token })).toEqual({ state: "over", used: true });
    expect(await db.signInToken.count({ where: { email } })).toBe(0);
  });

  it("leads to the ballot on which the new member can vote", async () => {
    const { slug, id, organizer } = await groupWithBallot(["A", "B"]);
    const token = await mailInvitation(organizer.viewer, slug, newAddress());
    const answer = await press(new Browser(SITE), token);
    expect(decodeURIComponent(placeOf(answer))).toBe(
      `/welcome?to=/groups/${slug}/ballots/${id}?joined=1`,
    );
  });

  it("works once, however often it is pressed at the same moment", async () => {
    const { slug, email, token } = await invited();
    const browsers = Array.from({ length: 6 }, () => new Browser(SITE));
    const places = (await Promise.all(browsers.map((one) => press(one, token)))).map(placeOf);
    expect(places.filter((to) => to.startsWith("/welcome"))).toHaveLength(1);
    expect(places.filter((to) => to === `/join/${token}?problem=EXPIRED`)).toHaveLength(5);
    expect(browsers.filter(({ cookies }) => cookies.size > 0)).toHaveLength(1);
    expect(await db.person.count({ where: { email } })).toBe(1);
    expect(await countMembers(slug)).toBe(2);
  });

  it("signs the account of that address in, and leaves its name as it is", async () => {
    const bela = await person({ as: "bela", email: newAddress() });
    const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
    const { slug, token } = await invited(email ?? "");
    const shown = await as(null).groups.invitation({ token });
    expect(shown).toMatchObject({ person: { isNew: false, signsIn: true } });
    const browser = new Browser(SITE);
    await press(browser, token, { name: "Somebody Else" });
    expect(await personIn(browser)).toMatchObject({ id: bela.id, name: bela.name });
    expect(await countMembers(slug)).toBe(2);
  });

  it("signs nobody in to an account that exists after a day, and makes new accounts for fourteen", async () => {
    const bela = await person({ as: "bela", email: newAddress() });
    const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
    const [old, fresh] = [await invited(email ?? ""), await invited()];
    setClock(new Date(Date.now() + 25 * HOUR));
    expect(await as(null).groups.invitation({ token: old.token })).toMatchObject({
      person: { signsIn: false },
    });
    const browser = new Browser(SITE);
    expect(placeOf(await press(browser, old.token))).toBe(
      `/join/${old.token}?problem=SIGN_IN_NEEDED`,
    );
    expect(browser.cookies.size).toBe(0);
    // Signed in by another way, they accept it as ever.
    expect(await as(bela).groups.acceptInvitation({ token: old.token })).toMatchObject({
      joined: true,
    });
    setClock(new Date(Date.now() + 13 * 24 * HOUR));
    expect(placeOf(await press(browser, fresh.token))).toMatch(/^\/welcome/);
  });

  it("opens no account that has come to the address since", async () => {
    const { email, token } = await invited();
    await person({ as: "bela", email });
    await db.person.update({ where: { email }, data: { emailSince: new Date(Date.now() + 1) } });
    const browser = new Browser(SITE);
    expect(placeOf(await press(browser, token))).toContain("problem=SIGN_IN_NEEDED");
    expect(browser.cookies.size).toBe(0);
  });

  it.each(["the site", "the group"])("lets nobody in who is suspended from %s", async (where) => {
    const bela = await person({ as: "bela", email: newAddress(), suspended: where === "the site" });
    const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
    const { slug, id, token } = await invited(email ?? "");
    if (where === "the group") {
      await db.suspension.create({ data: { groupId: id, personId: bela.id, reason: "No." } });
    }
    const browser = new Browser(SITE);
    expect(placeOf(await press(browser, token))).toBe(`/join/${token}?problem=SUSPENDED`);
    expect(browser.cookies.size).toBe(0);
    expect(await countMembers(slug)).toBe(1);
    expect(await as(null).groups.invitation({ token })).toMatchObject({ state: "open" });
  });

  it("makes neither account nor member without a name", async () => {
    const { slug, email, token } = await invited();
    for (const name of ["", "x".repeat(81), "a\u202Eb"]) {
      const answer = await press(new Browser(SITE), token, { name });
      expect(placeOf(answer)).toBe(`/join/${token}?problem=INVALID`);
    }
    expect(await db.person.count({ where: { email } })).toBe(0);
    expect(await countMembers(slug)).toBe(1);
    // A browser without JavaScript sends no time zone: the group's is the likeliest.
    const browser = new Browser(SITE);
    await press(browser, token, { timeZone: "" });
    expect(await personIn(browser)).toMatchObject({ timeZone: "Europe/Berlin" });
  });

  it("asks for no name twice: an account that never had one gets it", async () => {
    const { email, token } = await invited();
    await db.person.create({
      data: { handle: `reader-${randomUUID().slice(0, 8)}`, name: "New reader", email },
    });
    expect(await as(null).groups.invitation({ token })).toMatchObject({ person: { isNew: true } });
    const browser = new Browser(SITE);
    await press(browser, token);
    expect(await personIn(browser)).toMatchObject({ name: "Grace Hopper" });
  });

  it("is refused to forms of other sites, and to links that many people have", async () => {
    const { slug, token } = await invited();
    const foreign = new Request(`${SITE}/api/join`, {
      method: "POST",
      headers: { host: "localhost:3000", origin: "https://evil.example" },
      body: new URLSearchParams({ token, name: "Mallory" }),
    });
    expect((await joinByForm(foreign)).status).toBe(403);
    const { link } = await as(ada).groups.inviteByLink({ group: slug });
    const browser = new Browser(SITE);
    const answer = await press(browser, link.slice(link.lastIndexOf("/") + 1));
    expect(placeOf(answer)).toContain("problem=EXPIRED");
    expect(browser.cookies.size).toBe(0);
    expect(await countMembers(slug)).toBe(1);
  });

  it("lets somebody who is signed in choose the account", async () => {
    const milena = await person("milena");
    const signedIn = async () => {
      const browser = new Browser(SITE);
      browser.cookies.set("colloquy.session", await session(milena.id));
      return browser;
    };
    const mine = await invited();
    const asMilena = await signedIn();
    expect(await as(milena).groups.invitation({ token: mine.token })).toMatchObject({
      person: { isViewer: false },
    });
    const answer = await press(asMilena, mine.token, { as: "me" });
    expect(placeOf(answer)).toBe(`/groups/${mine.slug}?joined=1`);
    expect(await personIn(asMilena)).toMatchObject({ id: milena.id });
    expect(await db.person.count({ where: { email: mine.email } })).toBe(0);

    const other = await invited();
    const asInvited = await signedIn();
    const before = asInvited.cookies.get("colloquy.session") ?? "";
    await press(asInvited, other.token);
    expect(await personIn(asInvited)).toMatchObject({ email: other.email });
    expect(await db.session.count({ where: { tokenHash: hashSecret(before) } })).toBe(0);
    expect(await as(milena).groups.invitation({ token: other.token })).toMatchObject({
      state: "over",
    });
  });
});

/** Pairs of acts at the same moment, with what must be true when both are over. */
describe("at the same moment", () => {
  const world = async () => {
    const bela = await person({ as: "bela", email: newAddress() });
    const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
    const one = await invited(email ?? "");
    const change = newSecret();
    await db.emailChange.create({
      data: {
        tokenHash: hashSecret(change),
        personId: bela.id,
        email: newAddress(),
        expiresAt: new Date(Date.now() + HOUR),
      },
    });
    const browser = new Browser(SITE);
    return {
      ...{ ...one, bela, browser },
      accept: () => press(browser, one.token).then(placeOf),
      revoke: async () => {
        const [{ id = "" } = {}] = await as(ada).groups.invitations({ group: one.slug });
        return as(ada).groups.revokeInvitation({ group: one.slug, invitationId: id });
      },
      change: () => as(bela).people.confirmEmailChange({ token: change }),
      sessions: () => db.session.count({ where: { personId: bela.id } }),
    };
  };
  type One = Awaited<ReturnType<typeof world>>;

  /** Tries the two with the first stopped before each of its writes. @returns how many stops it has */
  async function atEachStop(
    first: (one: One) => () => Promise<unknown>,
    second: (one: One) => () => Promise<unknown>,
    holds: (one: One) => Promise<void>,
  ): Promise<number> {
    for (let stop = 1; ; stop++) {
      const one = await world();
      const { stopped } = await door.atOnce(stop, first(one), second(one));
      await holds(one);
      if (!stopped) return stop - 1;
    }
  }

  it("an invitation is revoked and accepted: member and session, or neither", async () => {
    const holds = async ({ slug, browser }: One) => {
      expect((await countMembers(slug)) === 2).toBe((await personIn(browser)) !== null);
    };
    const stops = await atEachStop(
      (one) => one.accept,
      (one) => one.revoke,
      holds,
    );
    expect(stops).toBeGreaterThan(3);
    await atEachStop(
      (one) => one.revoke,
      (one) => one.accept,
      async (one) => {
        await holds(one);
        expect(await countMembers(one.slug)).toBe(1);
      },
    );
  });

  it("an invitation is accepted, and its account moves to another address: no session is left", async () => {
    const stops = await atEachStop(
      (one) => one.accept,
      (one) => one.change,
      async (one) => {
        expect(await one.sessions()).toBe(0);
      },
    );
    expect(stops).toBeGreaterThan(3);
  });
});
