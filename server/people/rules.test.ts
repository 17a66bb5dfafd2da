import { describe, expect, it } from "vitest";
import {
  addressFromElsewhere,
  browserInWords,
  DELETED_NAME,
  nameFromElsewhere,
  nameToOffer,
  PLACEHOLDER_NAME,
  readClaims,
} from "./rules";
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
  it("is never the placeholder, but may come from a provider", () => {
    expect(nameToOffer({ name: PLACEHOLDER_NAME, welcomed: false })).toBe("");
    expect(nameToOffer({ name: "Grace Hopper", welcomed: false })).toBe("Grace Hopper");
    expect(nameToOffer({ name: "Ada", welcomed: true })).toBe("Ada");
  });
});

describe("a person as a provider describes it", () => {
  it("has the address only if it was verified and is valid", () => {
    const email = "Ada@Example.org";
    expect(readClaims({ sub: "1", email, email_verified: true }).email).toBe("ada@example.org");
    expect(readClaims({ sub: "1", email, email_verified: false }).email).toBeNull();
    expect(readClaims({ sub: "1", email }).email).toBeNull();
    expect(readClaims({ sub: "1", email: "a\0@b", email_verified: true }).email).toBeNull();
    expect(readClaims({ sub: "1", email_verified: true }).email).toBeNull();
  });
});

describe("typed input", () => {
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

  it("continues at a path of this site, else at the front page", () => {
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

  it("is refused with a sentence that says why", () => {
    expect(linkInput.safeParse({ email: "nobody" }).error?.issues[0]?.message).toMatch(/address/);
    expect(deleteInput.safeParse({ handle: "x".repeat(61) }).success).toBe(false);
  });
});

describe("signs of browsers and systems", () => {
  it.each([
    ["Edg/140.0", "Edge"],
    ["EdgA/140.0", "Edge"],
    ["EdgiOS/140.0", "Edge"],
    ["OPR/120.0 Chrome/140.0", "Opera"],
    ["OPT/5.0 Safari/604.1", "Opera"],
    ["SamsungBrowser/28.0 Chrome/130.0", "Samsung Internet"],
    ["Firefox/140.0", "Firefox"],
    ["FxiOS/140.0 Safari/604.1", "Firefox"],
    ["Chrome/140.0 Safari/537.36", "Chrome"],
    ["CriOS/140.0 Safari/604.1", "Chrome"],
    ["HeadlessChrome/140.0 Safari/537.36", "Chrome"],
    ["Safari/604.1", "Safari"],
    // A name counts only as a whole word.
    ["NotFirefox/1.0", "An unknown browser"],
    ["MyEdgiOS/1.0", "An unknown browser"],
  ])("%s: %s", (signs, words) => expect(browserInWords(signs)).toBe(words));

  it.each([
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Linux; Android 15", "Android"],
    ["Windows NT 10.0", "Windows"],
    ["Intel Mac OS X 10_15_7", "Mac"],
    ["Macintosh", "Mac"],
    ["X11; CrOS x86_64", "ChromeOS"],
    ["Linux x86_64", "Linux"],
    ["X11; FreeBSD", "Linux"],
  ])("(%s): %s", (signs, system) => {
    expect(browserInWords(`(${signs}) Firefox/140.0`)).toBe(`Firefox on ${system}`);
    expect(browserInWords(signs)).toBe(`A browser on ${system}`);
  });

  it.each(["Windowsill", "iPhones", "Macintoshes", "X110", "Androids"])("%s is none", (word) => {
    expect(browserInWords(word)).toBe("An unknown browser");
  });
});

describe("claims of a provider", () => {
  const LONG = "x".repeat(81);

  it("give a valid name, or none", () => {
    expect(nameFromElsewhere(" Ada  Lovelace ")).toBe("Ada Lovelace");
    expect(nameFromElsewhere(LONG.slice(1))).toBe(LONG.slice(1));
    for (const none of [LONG, "", " ", "a\u202Eb", null, undefined]) {
      expect(nameFromElsewhere(none)).toBeNull();
    }
  });

  it("give a valid address, or none", () => {
    expect(addressFromElsewhere(" Ada@Example.org ")).toBe("ada@example.org");
    for (const none of ["ada", "", null, undefined]) expect(addressFromElsewhere(none)).toBeNull();
  });

  it.each([
    [{ name: "Ada King", given_name: "Ada", family_name: "Lovelace" }, "Ada King"],
    [{ given_name: "Ada", family_name: "Lovelace" }, "Ada Lovelace"],
    [{ name: LONG, given_name: "Ada" }, "Ada"],
    [{ name: null, given_name: null, family_name: "Lovelace" }, "Lovelace"],
    [{}, null],
  ])("%o is called %s", (claims, called) => {
    expect(readClaims({ sub: "7", ...claims })).toEqual({ id: "7", name: called, email: null });
  });
});

it("offers a welcomed person their own name, even if it equals the placeholder", () => {
  expect(nameToOffer({ name: PLACEHOLDER_NAME, welcomed: true })).toBe(PLACEHOLDER_NAME);
});

it("gives people without a name a neutral placeholder", () => {
  for (const called of [PLACEHOLDER_NAME, DELETED_NAME]) {
    expect(nameFromElsewhere(called)).toBe(called);
  }
});
