import fc from "fast-check";
import MimeNode from "nodemailer/lib/mime-node";
import PostalMime from "postal-mime";
import { expect, it, onTestFinished, vi } from "vitest";
import { size } from "@/server/testing/tier";
import { composeMail, encodeBody } from "./bytes";
import { quotedPrintable } from "./encoding/quoted-printable";

/** Removes differences in line ends: CRLF in an email, and any number of them after a text. */
const linesOf = (text = "") => text.replaceAll("\r\n", "\n").trimEnd();

it("is read as it was written, in lines that every mail server passes on", async () => {
  const anything = fc.string({ unit: "grapheme", maxLength: 400 });
  const awkward = fc.constantFrom(
    "=",
    "==C3",
    "·",
    " ",
    "\t",
    "\n",
    "\n.\n",
    " \n",
    "—",
    "𝒪",
    "x".repeat(75),
  );
  const body = fc
    .array(fc.oneof(anything, awkward), { maxLength: 12 })
    .map((parts) => parts.join("").replace(/[\r\0]/g, ""));
  await fc.assert(
    fc.asyncProperty(body, body, async (html, text) => {
      const from = "Colloquy <c@x.example>";
      const { raw, envelope } = composeMail({
        from,
        to: "r@x.example",
        subject: "Ωmega",
        html,
        text,
      });
      expect(envelope).toEqual({ from: "c@x.example", to: ["r@x.example"] });
      for (const line of raw.split("\r\n")) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
      const read = await PostalMime.parse(raw);
      expect(read.subject).toBe("Ωmega");
      expect(linesOf(read.html)).toBe(html.trimEnd());
      expect(linesOf(read.text)).toBe(text.trimEnd());
    }),
    { numRuns: size(50, 200) },
  );
});

it("writes the header of nodemailer, and the date of now", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 30, 7, 5) });
  onTestFinished(() => void vi.useRealTimers());
  const mail = {
    from: "Colloquy <c@x.example>",
    to: "ada@x.example",
    subject: "Newly nominated: “Ωmega”",
    headers: {
      "Message-ID": "<digest-1@x.example>",
      References: "<subscription-1@x.example>",
      "List-ID": `papers, ${"and more ".repeat(8)} <1.digests.x.example>`,
      "List-Unsubscribe": `<https://x.example/unsubscribe?token=${"x".repeat(200)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
  const [head = ""] = composeMail({ ...mail, html: "", text: "" }).raw.split("\r\n\r\n");
  const boundary = /boundary="(.*)"/.exec(head)?.[1] ?? "";
  const node = new MimeNode(`multipart/alternative; boundary="${boundary}"`);
  const { from: From, to: To, subject: Subject, headers } = mail;
  const date = /^Date: (.*)$/m.exec(head)?.[1]?.trim() ?? "";
  node.setHeader({ From, To, Subject, ...headers, Date: date });
  expect(`${head}\r\n`).toBe(`${node.buildHeaders()}\r\n`);
  expect(date).toBe("Mon, 30 Nov 2026 07:05:00 +0000");
});

it("keeps blanks at the end of a line, and never breaks within a character", () => {
  expect(quotedPrintable("a \nb\t")).toBe("a=20\r\nb=09");
  expect(quotedPrintable(`${"x".repeat(74)}é${"y".repeat(3)}`)).toBe(
    `${"x".repeat(74)}=\r\n=C3=A9yyy`,
  );
});

it("uses the shorter encoding", () => {
  expect(encodeBody("Die Größe einer Wahl")).toEqual({
    encoding: "quoted-printable",
    lines: "Die Gr=C3=B6=C3=9Fe einer Wahl",
  });
  const { encoding, lines } = encodeBody("漢\n".repeat(50));
  expect(encoding).toBe("base64");
  expect(lines).toMatch(/^(?:[A-Za-z0-9+/]{76}\r\n)+[A-Za-z0-9+/=]{1,76}$/);
  expect(Buffer.from(lines, "base64").toString()).toBe("漢\r\n".repeat(50));
});
