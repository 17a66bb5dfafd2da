import { afterEach, beforeEach, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "../../jobs";
import type { Viewer } from "../../policy";

ownDatabase();
beforeEach(async () => {
  await db.mailMessage.deleteMany();
  await db.rateLimit.deleteMany();
});
afterEach(() => setClock(undefined));

const by = (viewer: Viewer) => createCaller(callBy(viewer)).people;
const addressOf = async ({ id }: Viewer) =>
  (await db.person.findUniqueOrThrow({ where: { id } })).email;

/** Asks for a new address and reads the token in the email sent to it. */
async function mailedToken(viewer: Viewer, email: string): Promise<string> {
  await by(viewer).requestEmailChange({ email });
  await workOff(handlers);
  const mail = await db.mailMessage.findFirstOrThrow({
    where: { to: email.toLowerCase() },
    orderBy: { id: "desc" },
  });
  const [, token = ""] =
    /http:\/\/localhost:3000\/settings\/email\?token=([\w-]+)/.exec(mail.text) ?? [];
  expect(JSON.stringify(await db.emailChange.findMany())).not.toContain(token);
  return token;
}

it("adopts the new address when its link is used, once, and notifies the old one", async () => {
  const ada = await person({ as: "ada", email: "ada@old.example" });
  const token = await mailedToken(ada, "Ada@New.example");
  expect(await addressOf(ada)).toBe("ada@old.example");
  await by(ada).confirmEmailChange({ token });
  expect(await addressOf(ada)).toBe("ada@new.example");
  await expect(by(ada).confirmEmailChange({ token })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({ where: { to: "ada@old.example" } });
  expect(mails.map(({ subject }) => subject)).toEqual(["Your address on Colloquy was changed"]);
});

it("can be confirmed only by the person who asked", async () => {
  const [ada, milena] = [await person("ada"), await person("milena")];
  const before = await addressOf(milena);
  const token = await mailedToken(ada, "ada2@example.org");
  await expect(by(milena).confirmEmailChange({ token })).rejects.toThrow(/expired or was already/);
  await expect(
    createCaller(callBy(null)).people.confirmEmailChange({ token }),
  ).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect(await addressOf(milena)).toBe(before);
  await by(ada).confirmEmailChange({ token });
  expect(await addressOf(ada)).toBe("ada2@example.org");
});

it("works within 15 minutes, and only by the latest link", async () => {
  const ada = await person("ada");
  const start = new Date();
  setClock(start);
  const first = await mailedToken(ada, "first@example.org");
  const second = await mailedToken(ada, "second@example.org");
  await expect(by(ada).confirmEmailChange({ token: first })).rejects.toThrow(/expired/);
  setClock(new Date(start.getTime() + 15 * 60_000));
  await expect(by(ada).confirmEmailChange({ token: second })).rejects.toThrow(/expired/);
  setClock(new Date(start.getTime() + 15 * 60_000 - 1));
  await by(ada).confirmEmailChange({ token: second });
  expect(await addressOf(ada)).toBe("second@example.org");
});

it("reveals to nobody that an address is taken, and refuses it at the link", async () => {
  const [ada, bela] = [
    await person("ada"),
    await person({ as: "bela", email: "bela@example.org" }),
  ];
  const before = await addressOf(ada);
  const token = await mailedToken(ada, "bela@example.org");
  await expect(by(ada).confirmEmailChange({ token })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await addressOf(ada)).toBe(before);
  expect(await addressOf(bela)).toBe("bela@example.org");
});

it("emails an address at most 5 times an hour, for all callers together", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => person()));
  const requests = people.map((one) => by(one).requestEmailChange({ email: "flood@example.org" }));
  const answers = await Promise.allSettled(requests);
  expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(1);
});
