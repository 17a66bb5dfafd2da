import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayInvitationSignIn, readAddresses } from "./rules";

const read = (text: string) =>
  readAddresses(text).map(({ line, email, name, problem }) => [
    line,
    email,
    name,
    problem !== null,
  ]);

describe("a pasted list of addresses", () => {
  it.each([
    ["grace@example.org", [[1, "grace@example.org", "", false]]],
    ["Grace Hopper <Grace@Example.org>", [[1, "grace@example.org", "Grace Hopper", false]]],
    ['"Hopper, Grace" <grace@example.org>', [[1, "grace@example.org", "Hopper Grace", false]]],
    ["Grace Hopper, grace@example.org", [[1, "grace@example.org", "Grace Hopper", false]]],
    ["grace@example.org;Grace;Hopper", [[1, "grace@example.org", "Grace Hopper", false]]],
    ["grace@example.org\tGrace", [[1, "grace@example.org", "Grace", false]]],
    ['"Hopper, Grace",grace@example.org', [[1, "grace@example.org", "Hopper, Grace", false]]],
    ["mailto:grace@example.org", [[1, "grace@example.org", "", false]]],
    ["Hopper, Grace;grace@example.org", [[1, "grace@example.org", "Hopper, Grace", false]]],
    [
      "a@example.org, B <b@example.org>; ",
      [
        [1, "a@example.org", "", false],
        [1, "b@example.org", "B", false],
      ],
    ],
    [
      "a@example.org b@example.org",
      [
        [1, "a@example.org", "", false],
        [1, "b@example.org", "", false],
      ],
    ],
    [
      "Name,Email\r\nAda,ada@example.org\r\n\r\nBéla,bela@example.org\r\n",
      [
        [2, "ada@example.org", "Ada", false],
        [4, "bela@example.org", "Béla", false],
      ],
    ],
    [
      "ada@example.org\nnot an address\nADA@example.org",
      [
        [1, "ada@example.org", "", false],
        [2, null, "", true],
        [3, null, "", true],
      ],
    ],
    ["", []],
    [" \n\n", []],
  ])("%j", (text, entries) => {
    expect(read(text)).toEqual(entries);
  });

  it("says of an address that comes twice that it is there already", () => {
    expect(readAddresses("ada@example.org\nAda@example.org")[1]?.problem).toBe(
      "This address is already in a line above.",
    );
  });

  it.each([
    "ada",
    "ada@",
    "@example.org",
    "a@b\r\nBcc: c@d",
    `${"a".repeat(300)}@b.org`,
    "a@-b.org",
    "ada@exa mple.org",
  ])("finds no address in %j, and says so", (text) => {
    const entries = readAddresses(text);
    expect(entries.length).toBeGreaterThan(0);
    for (const { email, problem } of entries) {
      expect(email).toBeNull();
      expect(problem).toMatch(/\.$/);
    }
  });

  it("drops a name that nobody could have here, and keeps the address", () => {
    expect(read(`${"x".repeat(200)}, ada@example.org`)).toEqual([
      [1, "ada@example.org", "", false],
    ]);
  });

  it("reads every address of a list, whatever stands between them", () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
      .map(([local, domain]) => `${local}@${domain}.org`);
    fc.assert(
      fc.property(
        fc.uniqueArray(address, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("\n", ", ", ";", "\t", " ", ",\n", "\r\n"),
        (addresses, between) => {
          const found = readAddresses(addresses.join(between)).map(({ email }) => email);
          expect(found).toEqual(addresses);
        },
      ),
    );
  });

  it("answers any text without failing, and invents no address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        for (const { email, line } of readAddresses(text)) {
          expect(line).toBeGreaterThan(0);
          if (email) expect(email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
        }
      }),
    );
  });
});

describe("the link of an emailed invitation signs in to an account that exists", () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);

  it.each([
    ["on its first day", null, 23.99, true],
    ["not later", null, 24, false],
    ["if the account had its address when it was sent", at(-1), 1, true],
    ["not if the account came to this address afterwards", at(0.5), 1, false],
  ])("%s", (_, emailSince, hours, signsIn) => {
    expect(mayInvitationSignIn({ emailSince }, at(0), at(hours))).toBe(signsIn);
  });

  it("not before it was sent", () => {
    expect(mayInvitationSignIn({ emailSince: null }, null, at(0))).toBe(false);
  });
});
