import fc from "fast-check";
import MimeNode from "nodemailer/lib/mime-node";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { headerField, recipientsOf, senderOf } from "./header";

const NAMES = [
  ...["From", "To", "Subject", "Message-ID", "References", "List-ID", "List-Unsubscribe"],
  ...["List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "Reply-To", "In-Reply-To", "Date"],
];

const VALUES = [
  "Colloquy <colloquy@example.org>",
  '"Ada, L." <ada@example.org>',
  "ada@example.org",
  "Ada@EXAMPLE.org",
  "ada@münchen.example",
  "a@x.example, b@x.example",
  "<digest-1@x.example>",
  "<a@x.example> <b@x.example>",
  "digest-1@x.example",
  `<https://x.example/unsubscribe?token=${"x".repeat(300)}>`,
  `${"word ".repeat(40)}end`,
  `Newly nominated: “${"Ωmega ".repeat(20)}”`,
  'A "quoted" word',
  "Hello\r\nBcc: eve@example.org",
  " blank before",
  "blank after ",
  "=?utf-8?Q?a?=",
  "x".repeat(76 - "Subject: ".length),
  "x".repeat(75 - "Subject: ".length),
  "",
  " ",
];

/** The field as nodemailer writes it, of a whole header. */
function byNodemailer(name: string, value: string): string {
  const node = new MimeNode("", { rootNode: new MimeNode("multipart/alternative") });
  return node.setHeader({ [name]: value }).buildHeaders();
}

it("writes the bytes of nodemailer", () => {
  for (const name of NAMES)
    for (const value of VALUES) {
      const field = headerField(name, value);
      expect([name, value, field]).toEqual([name, value, byNodemailer(name, value)]);
    }
});

it("writes the bytes of nodemailer for any value", () => {
  const signs = fc.constantFrom(..."<>@.,;:\"'()[] =?_-+\\aZ0é漢\r\n\t");
  const awkward = fc.array(signs, { maxLength: 200 }).map((all) => all.join(""));
  const value = fc.oneof(awkward, fc.emailAddress(), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), value, (name, value) => {
      expect(headerField(name, value)).toBe(byNodemailer(name, value));
      const { from, to } = new MimeNode("").setHeader({ From: value, To: value }).getEnvelope();
      expect(recipientsOf(value)).toEqual(to);
      expect(senderOf(value)).toBe(from || "");
    }),
    { numRuns: size(500, 20_000) },
  );
});
