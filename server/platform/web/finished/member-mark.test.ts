import { expect, it } from "vitest";
import { hasSession, MEMBER_COOKIE } from "@/components/shell/member";
import { memberMark } from "./member-mark";

const SESSION = "colloquy.session=secret";
const MARK = `${MEMBER_COOKIE}=1`;

it("tells a browser with a session so, in a cookie that scripts may read", () => {
  expect(memberMark(SESSION, false)).toBe(`${MARK}; Path=/; SameSite=Lax`);
  const secure = memberMark(`__Host-${SESSION}`, true) ?? "";
  expect(secure).toBe(`__Host-${MARK}; Path=/; Secure; SameSite=Lax`);
  for (const line of [MARK, secure]) expect(hasSession(`a=b; ${line.split(";")[0]}`)).toBe(true);
});

it("takes the mark back once there is no session", () => {
  const line = memberMark(MARK, false) ?? "";
  expect(line).toMatch(/^colloquy\.member=; Max-Age=0; Path=\//);
  expect(hasSession(line.split(";")[0])).toBe(false);
});

it("says nothing that the browser knows, and nothing of the session itself", () => {
  for (const header of [undefined, "", "a=b", `${SESSION}; ${MARK}`])
    expect(memberMark(header, false)).toBeNull();
  expect(memberMark(SESSION, false)).not.toContain("secret");
  expect(hasSession("")).toBe(false);
  expect(hasSession("other=colloquy.member")).toBe(false);
});
