import { expect, it } from "vitest";
import { hasSession, MEMBER_COOKIE } from "@/components/shell/member";
import { memberMark } from "./member-mark";

const SESSION = "colloquy.session=secret";
const MARK = `${MEMBER_COOKIE}=1`;
const quiet = { lines: [], cookies: undefined, forPage: false };

it("begins with the session, lasts as long, and can be read by scripts", () => {
  const rest = "Max-Age=60; Path=/;";
  const lines = ["colloquy.wrote=1", `${SESSION}; ${rest} HttpOnly; SameSite=Lax`];
  expect(memberMark({ ...quiet, lines }, false)).toBe(`${MARK}; ${rest} SameSite=Lax`);
  const secure = `__Host-${SESSION}; ${rest} HttpOnly; Secure; SameSite=Lax`;
  const mark = memberMark({ ...quiet, lines: [secure] }, true) ?? "";
  expect(mark).toBe(`__Host-${MARK}; ${rest} Secure; SameSite=Lax`);
  for (const line of [MARK, mark]) expect(hasSession(`a=b; ${line.split(";")[0]}`)).toBe(true);
});

it("ends with the session", () => {
  const lines = [`${SESSION}; Path=/`, "colloquy.session=; Max-Age=0; Path=/; HttpOnly"];
  const line = memberMark({ ...quiet, lines, cookies: `${SESSION}; ${MARK}` }, false) ?? "";
  expect(line).toBe(`${MEMBER_COOKIE}=; Max-Age=0; Path=/`);
  expect(hasSession(line.split(";")[0])).toBe(false);
});

it("is made good by what a page asks for, in a browser that has only one of the two", () => {
  const asked = (cookies?: string) => memberMark({ lines: [], cookies, forPage: true }, false);
  expect(asked(SESSION)).toBe(`${MARK}; Path=/; SameSite=Lax`);
  expect(asked(MARK)).toBe(`${MEMBER_COOKIE}=; Max-Age=0; Path=/; SameSite=Lax`);
  for (const cookies of [undefined, "", "a=b", `${SESSION}; ${MARK}`])
    expect(asked(cookies)).toBeNull();
});

it("is not set by any other answer", () => {
  for (const cookies of [SESSION, MARK])
    expect(memberMark({ ...quiet, cookies }, false)).toBeNull();
  expect(hasSession("")).toBe(false);
});
