import { describe, expect, it } from "vitest";
import { browserInWords, nameToOffer, PLACEHOLDER_NAME, personOf } from "./rules";
import { deleteInput, linkInput, profileInput, whereTo } from "./schema";

describe("a browser in words", () => {
  const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`,
      "Chrome on Windows",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
      "Safari on Mac",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      `Mozilla/5.0 (Linux; Android 15) ${WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    ["curl/8.0", "An unknown browser"],
    ["Something (X11; Linux)", "A browser on Linux"],
    ["", "An unknown browser"],
  ])("%s", (userAgent, words) => {
    expect(browserInWords(userAgent)).toBe(words);
  });
});

describe("the name a form begins with", () => {
  it("is never the placeholder, but a name from elsewhere is", () => {
    expect(nameToOffer({ name: PLACEHOLDER_NAME, welcomed: false })).toBe("");
    expect(nameToOffer({ name: "Grace Hopper", welcomed: false })).toBe("Grace Hopper");
    expect(nameToOffer({ name: "Ada", welcomed: true })).toBe("Ada");
  });
});

describe("a person as a provider describes it", () => {
  it("has the address only where it was verified, and is one", () => {
    const email = "Ada@Example.org";
    expect(personOf({ sub: "1", email, email_verified: true }).email).toBe("ada@example.org");
    expect(personOf({ sub: "1", email, email_verified: false }).email).toBeNull();
    expect(personOf({ sub: "1", email }).email).toBeNull();
    expect(personOf({ sub: "1", email: "a\0@b", email_verified: true }).email).toBeNull();
    expect(personOf({ sub: "1", email_verified: true }).email).toBeNull();
  });
});

describe("what is typed", () => {
  const profile = { name: "Ada", timeZone: "Europe/Berlin" };

  it("is a handle of small letters, digits and hyphens", () => {
    const handle = (value: string) => profileInput.safeParse({ ...profile, handle: value });
    expect(handle("  Ada-Lovelace-1 ").data?.handle).toBe("ada-lovelace-1");
    const wrong = [
      "",
      "a",
      "-ada",
      "ada_l",
      "ada lovelace",
      "аda",
      "ada\u200B",
      "a\u202Eda",
      "\uFEFFada",
    ];
    for (const value of [...wrong, "deleted-ada", "x".repeat(31), "ada\0", "\uD800ada"]) {
      expect(handle(value).success, JSON.stringify(value)).toBe(false);
    }
  });

  it("leads on to a path of this site, else to the front page", () => {
    expect(whereTo.parse("/groups/x?y=1#z")).toBe("/groups/x?y=1#z");
    for (const value of ["https://evil.example", "//evil", "/\\evil", "", null, undefined, 7]) {
      expect(whereTo.parse(value)).toBe("/");
    }
    expect(whereTo.parse(`/${"x".repeat(600)}`)).toBe("/");
    expect(linkInput.parse({ email: "a@example.org" })).toEqual({
      email: "a@example.org",
      to: "/",
    });
  });

  it("is refused with a sentence", () => {
    expect(linkInput.safeParse({ email: "nobody" }).error?.issues[0]?.message).toMatch(/address/);
    expect(deleteInput.safeParse({ handle: "x".repeat(61) }).success).toBe(false);
  });
});
