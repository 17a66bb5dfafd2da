import type { Email } from "postal-mime";
import { describe, expect, it, vi } from "vitest";
import { createCaller } from "@/server/api/root";
import { requestLinkByForm } from "@/server/api/routes/sign-in";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { guest, linkIn, MINUTE, ownInbox, press, SITE } from "@/server/testing/sign-in";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "../jobs";

ownDatabase();
const inbox = ownInbox();

describe("asking for a link", () => {
  it("is answered the same for an address that is known and one that is not", async () => {
    const known = await person();
    const { email } = await db.person.findUniqueOrThrow({ where: { id: known.id } });
    const ask = (to: string) => guest().people.requestLink({ email: to });
    expect(await ask(email ?? "")).toEqual(await ask("nobody@example.org"));
    await workOff(handlers);
    const [one, other] = inbox;
    expect(inbox).toHaveLength(2);
    expect(one?.subject).toBe(other?.subject);
    const withoutLinks = (mail: Email | undefined) => mail?.text?.replace(/https?:\/\/\S+/g, "");
    expect(withoutLinks(one)).toBe(withoutLinks(other));
  });

  /** Asks from a network and lets the queue send its emails. */
  const askFrom = async (ip: string, email: string) => {
    await createCaller({ ...callBy(null), ip }).people.requestLink({ email });
    await workOff(handlers);
  };
  const works = async (mail: Email | undefined) => {
    const led = (await press(new Browser(SITE), linkIn(mail))).headers.get("location") ?? "";
    return led.startsWith("/welcome");
  };
  const LAST = "This is the last link for an hour";

  it("sends a caller five emails an hour, and says in the fifth that it is the last", async () => {
    for (let at = 0; at < 8; at++) await askFrom("198.51.100.1", "five@example.org");
    expect(inbox.map(({ text }) => text?.includes(LAST))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    // After the fifth, asking prolongs the newest link.
    const sent = Date.now();
    setClock(new Date(sent + 50 * MINUTE));
    await askFrom("198.51.100.1", "five@example.org");
    expect(inbox).toHaveLength(5);
    setClock(new Date(sent + 64 * MINUTE));
    expect(await works(inbox[3])).toBe(false);
    expect(await works(inbox[4])).toBe(true);
  });

  it("locks nobody out, however often strangers ask", async () => {
    for (let network = 0; network < 5; network++)
      for (let at = 0; at < 5; at++) await askFrom(`198.51.100.${network}`, "flood@example.org");
    expect(inbox).toHaveLength(20);
    expect(inbox.at(-1)?.text).toContain(LAST);
    const sent = Date.now();
    setClock(new Date(sent + 40 * MINUTE));
    await askFrom("203.0.113.1", "flood@example.org");
    expect(inbox).toHaveLength(20);
    expect(await works(inbox[19])).toBe(true);
    // That link is used up. The next person who asks gets one more, and only one.
    for (let at = 0; at < 3; at++) await askFrom("203.0.113.1", "flood@example.org");
    expect(inbox).toHaveLength(21);
    expect(await works(inbox[20])).toBe(true);
  });

  it("sends one email to many callers at once, and never more than the limit", async () => {
    const at = Array.from({ length: 40 }, (_, number) => number);
    const ask = (number: number) =>
      createCaller({ ...callBy(null), ip: `198.51.100.${number % 8}` }).people.requestLink({
        email: number % 2 ? "Race@example.org" : " race@example.org",
      });
    await Promise.all(at.map(ask));
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
    await Promise.all(at.map(ask));
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
    expect(await works(inbox[0])).toBe(true);
  });

  it("prolongs a link for an hour and a quarter at most, and then deletes it", async () => {
    for (let at = 0; at < 5; at++) await askFrom("198.51.100.1", "old@example.org");
    const sent = Date.now();
    const sweep = handlers.find(({ name }) => name === "people.sweep");
    setClock(new Date(sent + 70 * MINUTE));
    await sweep?.run({}, {} as never);
    expect(await db.signInToken.count({ where: { email: "old@example.org" } })).toBe(5);
    setClock(new Date(sent + 76 * MINUTE));
    await sweep?.run({}, {} as never);
    expect(await db.signInToken.count({ where: { email: "old@example.org" } })).toBe(0);
  });

  it("answers the same in every case, for known and unknown addresses", async () => {
    const { id } = await person();
    const { email } = await db.person.findUniqueOrThrow({ where: { id } });
    for (const to of [email ?? "", "stranger@example.org"])
      for (let at = 0; at < 7; at++)
        expect(await guest().people.requestLink({ email: to })).toBeUndefined();
  });

  it("limits emails to all tagged addresses of a mailbox together", async () => {
    for (let at = 0; at < 22; at++) await askFrom(`198.51.100.${at}`, `tags+${at}@example.org`);
    expect(inbox).toHaveLength(20);
    expect(inbox[0]?.to?.[0]?.address).toBe("tags+0@example.org");
    expect(await works(inbox[0])).toBe(true);
    // The untagged address counts separately.
    await askFrom("198.51.100.1", "tags@example.org");
    expect(inbox).toHaveLength(21);
  });

  it("stops after 30 emails an hour from a network address", async () => {
    const ask = (ip: string, at: number) =>
      createCaller({ ...callBy(null), ip }).people.requestLink({ email: `p${at}@example.org` });
    for (let at = 0; at < 30; at++) await ask("198.51.100.9", at);
    await expect(ask("198.51.100.9", 30)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await ask("198.51.100.10", 31);
  });

  it("accepts the longest valid address", async () => {
    const email = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`;
    await guest().people.requestLink({ email });
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
  });

  it("works by a plain form too, with the same limits", async () => {
    const browser = new Browser(SITE);
    const ask = (email: string) =>
      browser.post(requestLinkByForm, "/api/sign-in/email", { email, to: "/topics" });
    vi.useFakeTimers({ toFake: ["Date"] });
    const answer = await ask("plain@example.org");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/sign-in?sent=1&to=%2Ftopics",
    ]);
    expect((await ask("no address")).headers.get("location")).toContain("error=Address");
    for (let at = 0; at < 4; at++) await ask("plain@example.org");
    for (let at = 0; at < 30; at++) await ask(`plain-${at}@example.org`);
    const refused = await ask("plain@example.org");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3600");
  });

  it("is sent after a complaint, which other people can forge, but not after a hard bounce", async () => {
    const { id } = await person();
    const { email } = await db.person.findUniqueOrThrow({ where: { id } });
    const listed = (address: string, reason: "complaint" | "bounces" | "operator") =>
      db.suppressedAddress.create({ data: { email: address, reason, createdAt: new Date() } });
    await listed(email ?? "", "complaint");
    await listed("stranger@example.org", "complaint");
    await askFrom("198.51.100.1", email ?? "");
    await askFrom("198.51.100.1", "stranger@example.org");
    expect(inbox.map(({ to }) => to?.[0]?.address)).toEqual([email]);
    for (const reason of ["bounces", "operator"] as const) {
      await db.suppressedAddress.deleteMany();
      await listed(email ?? "", reason);
      await askFrom("198.51.100.1", email ?? "");
    }
    expect(inbox).toHaveLength(1);
  });
});
