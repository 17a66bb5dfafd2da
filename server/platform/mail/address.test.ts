import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { emailAddress } from "../text/inputs";
import { asciiDomain, canonicalAddress, readAddress } from "./address";
import { composeMail } from "./bytes";
import { domainOf } from "./signing";

const ATEXT = "abcxyz0189!#$%&'*+/=?^_`{|}~-";
const PLAIN = "ada@example.org";
const MUNICH = "user@xn--mnchen-3ya.example";

it.each([
  ["user@münchen.example", MUNICH],
  ["User@MÜNCHEN.Example", MUNICH],
  ["user@mu\u0308nchen.example", MUNICH],
  ["user@XN--MNCHEN-3YA.example", MUNICH],
  ["user@münchen。example", MUNICH],
  ["user＠münchen.example", MUNICH],
  ["ｕｓｅｒ＠ｍünchen．example", MUNICH],
  ["a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"],
  ["a@straße.example", "a@xn--strae-oqa.example"],
  ["marketing&sales@example.org", "marketing&sales@example.org"],
  ["o'hara@example.org", "o'hara@example.org"],
  ["name+tag/x=1@example.org", "name+tag/x=1@example.org"],
  ["{a|b}~`^?*!#$%_@example.org", "{a|b}~`^?*!#$%_@example.org"],
  ["-a-@example.org", "-a-@example.org"],
  ["  Ada@Example.ORG\u00a0", PLAIN],
  ["\u200bada@example.org\ufeff", PLAIN],
  ["ada@exam\u00adple.org", PLAIN],
  ["ada@example.org.", PLAIN],
  ["ada@example.org,", PLAIN],
  ["<ada@example.org>", PLAIN],
  ["Ada Lovelace <ada@example.org>;", PLAIN],
  ['"Lovelace, Ada <x>" <ada@example.org>', PLAIN],
  ["mailto:ada@example.org?subject=Hello", PLAIN],
  ["MAILTO:a%26b@example.org", "a&b@example.org"],
  ["mailto://ada@example.org", PLAIN],
  ['"ada"@example.org', PLAIN],
  ["'ada@example.org'", PLAIN],
  ["'ada@example.org", "'ada@example.org"],
  ["«ada@example.org»", PLAIN],
  ["(ada@example.org)", PLAIN],
  ["ada@example.org (Ada Lovelace)", PLAIN],
  ["ada @ example.org", PLAIN],
  ["ada@example.org!", PLAIN],
  [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  [`a@${"b".repeat(63)}.org`, `a@${"b".repeat(63)}.org`],
])("reads %j as %s", (given, canonical) => {
  expect(readAddress(given)).toEqual({ address: canonical });
  expect(emailAddress.parse(given)).toBe(canonical);
});

const SHAPE = "Enter an email address, such as ada@example.org.";
const DOTS = "Before the @, a dot cannot come first, last or twice in a row. Check the dots.";
it.each([
  ["", SHAPE],
  ["ada", SHAPE],
  ["@example.org", SHAPE],
  ["ada@", SHAPE],
  ["ada@localhost", SHAPE],
  ["a@b@example.org", SHAPE],
  ["a b@example.org", SHAPE],
  ['"a b"@example.org', SHAPE],
  ["a,b@example.org", SHAPE],
  ["ada@example.org, bob@example.org", SHAPE],
  ["ada@exam ple.org", SHAPE],
  ["ada@-example.org", SHAPE],
  ["ada@example-.org", SHAPE],
  ["ada@example..org", SHAPE],
  ["ada@.example.org", SHAPE],
  ["ada@example.org..", SHAPE],
  ["ada@ex_ample.org", SHAPE],
  ["ada@xn--a.org", SHAPE],
  ["ada@127.0.0.1", SHAPE],
  ["ada@1", SHAPE],
  ["ada@0x7f.1", SHAPE],
  ["ada@[127.0.0.1]", SHAPE],
  ["ada@example.org:25", SHAPE],
  ["ada@example.org/x", SHAPE],
  ["ada@ex%61mple.org", SHAPE],
  ["ada@example.org\r\nBcc: eve@example.org", SHAPE],
  ["a\nb@example.org", SHAPE],
  [".ada@example.org", DOTS],
  ["ada.@example.org", DOTS],
  ["a..b@example.org", DOTS],
  [`${"a".repeat(65)}@example.org`, "An address can have at most 64 characters before the @."],
  [`a@${"b".repeat(64)}.org`, "A domain can have at most 63 characters between two dots."],
  // The limit is for the address as it is sent, not as it is typed.
  [`a@${"ü".repeat(60)}.org`, "A domain can have at most 63 characters between two dots."],
  [
    `a@${Array(5).fill("b".repeat(49)).join(".")}.orgs`,
    "This address is too long: at most 254 characters.",
  ],
])("refuses %j with a sentence", (given, said) => {
  expect(emailAddress.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([said]);
});

it("names the character that it cannot send to, and never takes it for a similar one", () => {
  const problem = (sign: string) =>
    `This site cannot send email to addresses with characters such as “${sign}” before the @. Enter another address.`;
  expect(readAddress("zoë@example.org")).toEqual({ problem: problem("ë") });
  // The Kelvin sign, whose lower case is k, and a Cyrillic a.
  expect(readAddress("\u212Aay@example.org")).toEqual({ problem: problem("\u212A") });
  expect(readAddress("\u0430da@example.org")).toEqual({ problem: problem("\u0430") });
});

const word = fc
  .array(fc.constantFrom(...ATEXT), { minLength: 1, maxLength: 12 })
  .map((signs) => signs.join(""));
const label = fc.constantFrom("example", "münchen", "例え", "a-b", "xn--mnchen-3ya", "1a");
const address = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 4 }),
    fc.array(label, { minLength: 1, maxLength: 3 }),
  )
  .map(([words, labels]) => `${words.join(".")}@${labels.join(".")}.org`);

it("has one form, which does not change when read again", () => {
  fc.assert(
    fc.property(address, (given) => {
      const canonical = canonicalAddress(given);
      expect(canonical).toMatch(/^[\x21-\x7e]+$/);
      expect(canonical).toBe(canonical?.toLowerCase());
      expect(canonicalAddress(canonical ?? "")).toBe(canonical);
      expect(canonicalAddress(given.toUpperCase())).toBe(canonical);
      expect(canonicalAddress(` Name <${given}> `)).toBe(canonical);
    }),
    { numRuns: size(300, 3000) },
  );
});

it("reads any text without throwing", () => {
  const hostile = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      for (const given of [one, `${one}@${two}`, `a@${two}.org`, `mailto:${one}@x.org`]) {
        const canonical = canonicalAddress(given);
        if (canonical !== null) expect(canonicalAddress(canonical)).toBe(canonical);
      }
    }),
    { numRuns: size(300, 5000) },
  );
});

it("arrives in the header and on the envelope in its stored form", async () => {
  const mail = {
    from: "Colloquy <colloquy@example.org>",
    subject: "A",
    html: "<p>A</p>",
    text: "A",
  };
  await fc.assert(
    fc.asyncProperty(address, async (given) => {
      const to = canonicalAddress(given) ?? "";
      const { envelope, raw } = composeMail({ ...mail, to });
      expect(envelope.to).toEqual([to]);
      const read = await PostalMime.parse(raw);
      // The parser decodes the domain's punycode; it is the same address.
      expect(read.to?.map((one) => canonicalAddress(one.address ?? ""))).toEqual([to]);
      expect(read.cc).toBeUndefined();
    }),
    { numRuns: size(200, 2000) },
  );
});

it("does not let a subject or a name add a line to the header", async () => {
  const hostile = "Hello\r\nBcc: eve@example.org\r\n\r\n<script>";
  const { envelope, raw } = composeMail({
    from: `"${hostile}" <colloquy@example.org>`,
    to: PLAIN,
    subject: hostile,
    html: "<p>A</p>",
    text: "A",
  });
  expect(envelope.to).toEqual([PLAIN]);
  const read = await PostalMime.parse(raw);
  expect(read.bcc).toBeUndefined();
  expect(read.headers.map(({ key }) => key)).not.toContain("bcc");
  expect(read.text?.trim()).toBe("A");
});

it("reads domains without a mailbox in front", () => {
  expect(asciiDomain("Reply.MÜNCHEN.example.")).toBe("reply.xn--mnchen-3ya.example");
  expect(domainOf("Colloquy <colloquy@münchen.example>")).toBe("xn--mnchen-3ya.example");
  expect(asciiDomain("localhost")).toBe("localhost");
  for (const none of ["", ".", "a b", "a/b", "a:25", "1.2.3.4", "[::1]"])
    expect(asciiDomain(none)).toBeNull();
});

it.each(["Ada <a@b.org>, Bob <b@b.org>", "a@b.org, Bob <b@b.org>", "a@b.org <b@b.org>"])(
  "refuses two addresses instead of choosing one: %s",
  (text) => {
    expect(canonicalAddress(text)).toBeNull();
  },
);

it.each(["a@b.org <a@b.org>", '"a@b.org" <a@b.org>', "Muster, Max <a@b.org>"])(
  "finds the address after a name: %s",
  (text) => {
    expect(canonicalAddress(text)).toBe("a@b.org");
  },
);
