import { describe, expect, it } from "vitest";
import { requestLinkByForm, signInByCode } from "@/server/api/routes/sign-in";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { guest, linkIn, MINUTE, ownInbox, press, SITE } from "@/server/testing/sign-in";
import { handlers } from "../../jobs";
import { TRIES } from "./rules";

ownDatabase();
const inbox = ownInbox();

/** Asks in a browser with JavaScript, which has its own ticket. @returns the fields of its form, with the emailed code */
async function asked(email: string, ticket = newSecret()) {
  await guest().people.requestLink({ email, to: "/desk", ticket });
  await workOff(handlers);
  return { email, ticket, to: "/desk", code: codeIn(inbox.at(-1)) };
}

function codeIn(mail: { text?: string | undefined } | undefined): string {
  return /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(mail?.text ?? "")?.[0] ?? "";
}

async function type(fields: Record<string, string>, browser = new Browser(SITE)) {
  const answer = await browser.post(signInByCode, "/api/sign-in/code", fields);
  return { to: answer.headers.get("location") ?? "", browser };
}
const SIGNED_IN = "/welcome?to=%2Fdesk";
const REFUSED = "/sign-in?error=Code&sent=1&to=%2Fdesk";

describe("the code of a sign-in email", () => {
  it("signs in where it was asked for, once, and uses its link up", async () => {
    const fields = await asked("ada@example.org");
    expect(fields.code).not.toBe("");
    const { to, browser } = await type({ ...fields, code: fields.code.toLowerCase() });
    expect(to).toBe(SIGNED_IN);
    const token = browser.cookies.get("colloquy.session") ?? "";
    const opened = await db.session.findUniqueOrThrow({
      where: { tokenHash: hashSecret(token) },
      include: { person: true },
    });
    expect(opened.person.email).toBe("ada@example.org");
    expect((await type(fields)).to).toBe(REFUSED);
    const byLink = await press(new Browser(SITE), linkIn(inbox.at(-1)));
    expect(byLink.headers.get("location")).toContain("error=Verification");
  });

  it("ends with its link", async () => {
    const fields = await asked("linked@example.org");
    await press(new Browser(SITE), linkIn(inbox.at(-1)));
    expect((await type(fields)).to).toBe(REFUSED);
  });

  it("works in no other browser, for no other address, and not without a ticket", async () => {
    const fields = await asked("mine@example.org");
    const others = await asked("other@example.org");
    for (const wrong of [
      { ...fields, ticket: newSecret() },
      { ...fields, ticket: others.ticket },
      { ...fields, email: "other@example.org" },
      { ...fields, code: others.code },
      { ...fields, code: "" },
      { email: fields.email, to: fields.to, code: fields.code },
    ]) {
      expect((await type(wrong)).to).toBe(REFUSED);
    }
    expect((await type(fields)).to).toBe(SIGNED_IN);
  });

  it("allows a few tries, also at the same moment, and then its link alone", async () => {
    const fields = await asked("tries@example.org");
    const wrong = { ...fields, code: "ZZZZ-ZZZZ" };
    for (let tries = 0; tries < TRIES - 1; tries++) expect((await type(wrong)).to).toBe(REFUSED);
    expect((await type({ ...fields, email: "nobody@example.org" })).to).toBe(REFUSED);
    await type(wrong);
    expect((await type(fields)).to).toBe(REFUSED);
    const byLink = await press(new Browser(SITE), linkIn(inbox.at(-1)));
    expect(byLink.headers.get("location")).toMatch(/^\/welcome/);

    const again = await asked("flood@example.org");
    const guesses = Array.from({ length: 12 }, () => type({ ...again, code: "ZZZZ-ZZZZ" }));
    await Promise.all(guesses);
    const { tries } = await db.signInToken.findFirstOrThrow({ where: { email: again.email } });
    expect(tries).toBe(TRIES);
  });

  it("signs in one of several who type it at the same moment", async () => {
    const fields = await asked("once@example.org");
    const answers = await Promise.all([type(fields), type(fields), type(fields)]);
    expect(answers.map(({ to }) => to).sort()).toEqual([REFUSED, REFUSED, SIGNED_IN]);
    expect(await db.session.count({ where: { person: { email: fields.email } } })).toBe(1);
  });

  it("works for as long as its link", async () => {
    const start = new Date();
    for (const [late, led] of [
      [15 * MINUTE - 1, SIGNED_IN],
      [15 * MINUTE, REFUSED],
    ] as const) {
      setClock(start);
      const fields = await asked("late@example.org");
      setClock(new Date(start.getTime() + late));
      expect((await type(fields)).to, `${late} ms`).toBe(led);
    }
  });

  it("of an earlier email works in the browser that asked for both", async () => {
    const first = await asked("twice@example.org");
    const second = await asked("twice@example.org", first.ticket);
    expect(second.code).not.toBe(first.code);
    expect((await type(first)).to).toBe(SIGNED_IN);
  });

  it("is kept for a browser without JavaScript by a cookie that no script can read", async () => {
    const browser = new Browser(SITE);
    const email = "plain@example.org";
    const answer = await browser.post(requestLinkByForm, "/api/sign-in/email", {
      email,
      to: "/desk",
    });
    expect(answer.headers.get("location")).toBe("/sign-in?sent=1&to=%2Fdesk");
    expect(browser.lines[0]).toMatch(
      /^colloquy\.asked=.*; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await workOff(handlers);
    const fields = { to: "/desk", code: codeIn(inbox.at(-1)) };
    expect((await type(fields)).to).toBe(REFUSED);
    expect((await type(fields, browser)).to).toBe(SIGNED_IN);
  });

  it("is nowhere in the database, and not in an email that no browser waits for", async () => {
    const fields = await asked("hashed@example.org");
    const bare = fields.code.replace("-", "");
    const rows = JSON.stringify(await db.signInToken.findMany());
    expect(rows).toContain("hashed@example.org");
    for (const secret of [fields.code, bare, fields.ticket, hashSecret(bare)])
      expect(rows).not.toContain(secret);
    await guest().people.requestLink({ email: "elsewhere@example.org" });
    await workOff(handlers);
    expect(codeIn(inbox.at(-1))).toBe("");
  });

  it("can be typed only on a page of this site", async () => {
    const fields = await asked("foreign@example.org");
    const foreign = new Request(`${SITE}/api/sign-in/code`, {
      method: "POST",
      headers: { host: "localhost:3000", origin: "https://evil.example" },
      body: new URLSearchParams(fields),
    });
    expect((await signInByCode(foreign)).status).toBe(403);
    expect((await type(fields)).to).toBe(SIGNED_IN);
  });
});
