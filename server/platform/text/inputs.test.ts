import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  emailAddress,
  isLocalPath,
  isTimeZone,
  line,
  makeStorable,
  name,
  prose,
  untilInWords,
  webAddress,
} from "./inputs";

const title = name(80, "The name");
const text = prose(2000);
const one = line(200);

/** Any string that JavaScript can hold, even with lone surrogates and controls. */
const anything = fc.string({ unit: "binary", maxLength: 100 });
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const hostile = fc.oneof(anything, units);
/** `what` somewhere among harmless letters. */
const around = (what: fc.Arbitrary<string>) =>
  fc.tuple(fc.stringMatching(/^[a-z]{1,10}$/), what, fc.stringMatching(/^[a-z]{1,10}$/));

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not come through
const CONTROLS = /[\0-\x08\x0B-\x1F\x7F-\x9F]/;
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them by itself
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB]/;

describe("any typed text", () => {
  it("is accepted only well formed, normalized and without controls", () => {
    let through = 0;
    fc.assert(
      fc.property(hostile, fc.constantFrom(title, text, one), (value, schema) => {
        const parsed = schema.safeParse(value);
        if (!parsed.success) return;
        through += 1;
        expect(parsed.data.isWellFormed()).toBe(true);
        expect(parsed.data).toBe(parsed.data.normalize("NFC"));
        expect(parsed.data).toBe(parsed.data.trim());
        expect(parsed.data).not.toMatch(CONTROLS);
        expect(schema.parse(parsed.data)).toBe(parsed.data);
      }),
      { numRuns: size(200, 2000) },
    );
    expect(through).toBeGreaterThan(size(5, 50));
  });

  it("is refused with NUL or a lone surrogate in it", () => {
    const wrong = fc.constantFrom("\0", "\uD800", "\uDFFF", "\x07", "\x1B", "\x9F", "\x7F");
    fc.assert(
      fc.property(
        around(wrong),
        fc.constantFrom(title, text, one),
        (parts, schema) => !schema.safeParse(parts.join("")).success,
      ),
    );
  });

  it("is never longer than the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 70, maxLength: 100 }), (value) => {
        const parsed = title.safeParse(value);
        expect(parsed.success && parsed.data.length > 80).toBe(false);
      }),
    );
    expect(title.safeParse("x".repeat(80)).success).toBe(true);
    expect(title.safeParse("x".repeat(81)).success).toBe(false);
  });
});

describe("a name", () => {
  it("contains nothing invisible: no direction marks, no zero-width characters", () => {
    const codes = Array.from({ length: 0x10000 }, (_, at) => String.fromCharCode(at)).filter(
      (unit) => INVISIBLE.test(unit),
    );
    for (const mark of [...codes, "\u{E0041}", "\u{1D173}"]) {
      for (const value of [`ada${mark}l`, `${mark}ada`, `ada${mark}`]) {
        const parsed = title.safeParse(value);
        // Line and paragraph separators and the byte order mark count as white space, so they are removed.
        expect(parsed.success ? parsed.data : "", mark.codePointAt(0)?.toString(16)).not.toMatch(
          INVISIBLE,
        );
        if (parsed.success) expect(parsed.data.replace(" ", "")).toMatch(/^adal?$/);
      }
    }
  });

  it("is never empty, whatever characters it has", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(" ", "\t", "\n", "\u00A0", "\u3000", "\uFEFF", "\u2003")),
        (blanks) => !title.safeParse(blanks.join("")).success,
      ),
    );
  });

  it("can be any real person's name", () => {
    const names = ["Béla Kertész", "Chen Yuwei", "علي رضا", "दीपिका", "O’Neill", "Ng", "伊藤 美咲"];
    for (const value of names) expect(title.parse(value)).toBe(value.normalize("NFC"));
  });
});

describe("prose", () => {
  it("keeps its lines, separated by line feeds only", () => {
    expect(text.parse("a\r\nb\rc\n\n\td ")).toBe("a\nb\nc\n\n\td");
    expect(one.parse(" a\r\n b\tc ")).toBe("a b c");
  });
});

describe("an email address", () => {
  it("is lower case, and no mail program can read it as two addresses", () => {
    let through = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          around(hostile).map((p) => `${p.join("")}@example.org`),
        ),
        (v) => {
          const parsed = emailAddress.safeParse(v);
          if (!parsed.success) return;
          through += 1;
          expect(parsed.data).toBe(parsed.data.toLowerCase());
          expect(parsed.data).toMatch(/^[^\s@<>",;:()[\]\\]+@[^\s@<>",;:()[\]\\]+$/);
        },
      ),
      { numRuns: size(200, 1000) },
    );
    expect(through).toBeGreaterThan(size(5, 25));
    expect(emailAddress.parse("  Ada@Example.ORG ")).toBe("ada@example.org");
    expect(emailAddress.safeParse(`${"a".repeat(250)}@example.org`).success).toBe(false);
  });
});

describe("a time zone", () => {
  it("is accepted by name if this machine knows it", () => {
    for (const zone of [...Intl.supportedValuesOf("timeZone"), "UTC", "Asia/Kolkata"]) {
      expect(isTimeZone(zone), zone).toBe(true);
    }
    for (const zone of ["", "+02:00", "Mars/Base", "Europe/Berlin\0", "Europe/"]) {
      expect(isTimeZone(zone), zone).toBe(false);
    }
    fc.assert(fc.property(hostile, (value) => !isTimeZone(value) || /^[A-Za-z]/.test(value)));
  });
});

describe("a path of this site", () => {
  const base = "https://site.example/some/page";

  it("is accepted only if browsers read it as a path of this site", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      "//",
      "/\\",
      "..",
      "%2F",
      "%5C",
      "@",
      ":",
      "?",
      "#",
      "\t",
      "\n",
      "\r",
      " ",
      "\0",
      "http:",
      "https://",
      "javascript:",
      "evil.example",
      "a",
      ".",
      "%00",
      "\u00A0",
      "／",
      "。",
    );
    const path = fc.oneof(
      hostile,
      hostile.map((value) => `/${value}`),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")),
      fc.array(pieces, { maxLength: 8 }).map((parts) => `/${parts.join("")}`),
    );
    let through = 0;
    fc.assert(
      fc.property(path, (value) => {
        if (!isLocalPath(value)) return;
        through += 1;
        expect(new URL(value, base).origin).toBe("https://site.example");
        // It fits into a header as one line of ASCII.
        expect(value).toMatch(/^\/[\x21-\x7e]*$/);
        expect(new Headers({ Location: value }).get("Location")).toBe(value);
      }),
      { numRuns: size(500, 5000) },
    );
    expect(through).toBeGreaterThan(size(10, 100));
  });

  it("is not confused with lookalikes", () => {
    for (const good of ["/", "/desk", "/a?b=c&d=%20#e", "/a//b", "/@a:b"])
      expect(isLocalPath(good), good).toBe(true);
    for (const bad of ["", "desk", "//a", "/\\a", "\\a", "/a\\b", "/ a", "/\ta", "/é", "https://a"])
      expect(isLocalPath(bad), bad).toBe(false);
  });
});

describe("a link", () => {
  it("leads to the web and contains no password", () => {
    let through = 0;
    fc.assert(
      fc.property(fc.oneof(hostile, fc.webUrl()), (value) => {
        const parsed = webAddress.safeParse(value);
        if (!parsed.success) return;
        through += 1;
        expect(parsed.data).toMatch(/^https?:\/\/[^/]/);
        expect(parsed.data).toMatch(/^[\x21-\x7e]{1,2000}$/);
        expect(webAddress.parse(parsed.data)).toBe(parsed.data);
      }),
    );
    expect(through).toBeGreaterThan(10);
    for (const bad of ["javascript:alert(1)", "data:text/html,x", "ftp://a.b", "https://a:b@c.d"])
      expect(webAddress.safeParse(bad).success, bad).toBe(false);
  });

  it.each([
    ["HTTPS://A.org/", "https://a.org/"],
    ["https:a.org", "https://a.org/"],
    ["https:/a.org/b", "https://a.org/b"],
    ["http:\\\\a.org\\b", "http://a.org/b"],
    ["ht\ntps://a.org/", "https://a.org/"],
    ["https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"],
    ["https://a.org:443/B?q=1#c", "https://a.org/B?q=1#c"],
  ])("is stored in the URL standard's form: %s", (written, stored) => {
    expect(webAddress.parse(written)).toBe(stored);
  });

  it("is measured in its stored form", () => {
    expect(webAddress.safeParse(`https://a.org/${"ü".repeat(900)}`).success).toBe(false);
    expect(webAddress.safeParse(`https://a.org/${"ü".repeat(300)}`).success).toBe(true);
  });
});

describe("a machine's message", () => {
  it("is stored as one line without control characters and halves of characters", () => {
    expect(makeStorable("550 a\0b\r\nc\u0085d", 100)).toBe("550 a b c d");
    expect(makeStorable("ab🜚", 3)).toBe("ab\ufffd");
    fc.assert(
      fc.property(hostile, (text) => {
        const stored = makeStorable(text, 50);
        return stored.isWellFormed() && !stored.includes("\0") && stored.length <= 50;
      }),
    );
  });
});

it("names the end in the reader's time zone", () => {
  expect(untilInWords(new Date("2026-11-27T12:05:00Z"), "UTC")).toBe("27 November at 12:05");
  expect(untilInWords(new Date("2026-11-27T23:05:00Z"), "Asia/Tokyo")).toBe("28 November at 08:05");
});
