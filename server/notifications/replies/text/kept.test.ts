import fc from "fast-check";
import { expect, it } from "vitest";
import {
  commentOf,
  mailOf,
  SENT_EMAILS,
  splitEmail,
  utf8,
} from "@/server/testing/fixtures/reply-emails";

it.each<[string, string]>([
  ["a rule of underscores", "Part one.\n\n________________________________\n\nPart two."],
  ["a rule of dashes", "Part one.\n\n-----------------\n\nPart two."],
  ["a rule of stars", "Part one.\n\n* * *\n\nPart two."],
  ["a titled rule", "Part one.\n\n---- Part two ----\n\nAbout the appendix."],
  ["a postscript", "Theorem 2 is wrong.\n\nBest regards,\nMax\n\nPS: and lemma 4 too."],
  ["a postscript below dashes", "Wrong.\n\n--\nMax\n\nPS: and lemma 4 too."],
  ["a greeting", "Theorem 2 is wrong.\n\nBest regards,\nMax"],
  ["a German greeting", "Falsch.\n\nMit freundlichen Grüßen\nMax"],
  [
    "what somebody else said",
    "I asked the author, her answer from ada@example.org:\n\n> it is a typo",
  ],
  ["what the paper says", "The paper says:\n\n> We assume convexity.\n\nIt does not hold."],
  ["what the paper says, last", "The paper says:\n\n> We assume convexity."],
  ["a quotation of another's words, last", "See what they claim.\n\n> All swans are white."],
  ["questions", "> Is it convex?\n\nYes, by lemma 2.\n\n> And smooth?\n\nOnly away from zero."],
  ["code with signs of quotation", "Run this:\n\n```\n> x <- 3\n> y\n```\n\nThen look."],
  ["a diff", "```diff\n> new\n< old\n```"],
  ["an address and a colon", "Write to ada@example.org:\nshe knows."],
  ["a day and a colon", "The deadlines of 2026:\n\n- March\n- June"],
  ["a day, a time and a list", "We could meet on 28.11.2026 at 15:00:\n- in room 4\n- or online"],
  [
    "a sentence on what was written then",
    "On 25.11.2026 at 15:00 Bob <bob@other.org> wrote:\nit is a typo\n\nI agree with him.",
  ],
  ["fields", "Theorem: wrong\nLemma: right\nProof: missing"],
  ["a card", "Name: Ada\nMail: ada@example.org\nRoom: 4\n\nPlease write to her."],
  [
    "an appointment",
    "Speaker: Ada <ada@other.org>\nDate: 25.11.2026 15:00\nPlace: room 4\n\nShall we go?",
  ],
  ["a deadline", "Deadline: 25.11.2026 15:00\nContact: ada@other.org\nRoom: 4\n\nPlease come."],
  [
    "BibTeX-like lines",
    "author: Ada\ntitle: Notes: a sketch\nyear: 1843\nurl: https://example.org/a:b",
  ],
  ["a sentence that begins with On", "On the whole I agree.\n\nOn page 4 they wrote: no."],
  ["a sentence that begins with From", "From: the appendix one sees that.\n\nTo: nobody."],
  ["wrote, in a sentence", "What Ada wrote:\nI do not believe it."],
  ["a line of dashes and a word", "- This\n- That\n--and more"],
  ["the word sent", "Sent it to the author, who has an iPhone.\n\nShe has not answered."],
  ["Outlook, in a sentence", "The outlook in section 5 is good.\n\nGet back to lemma 2, please."],
  [
    "a long text below dashes",
    `Words.\n\n--\n${"A sentence that goes on, and on.\n".repeat(12).trim()}`,
  ],
  ["a header alone", "Subject: Re: Attention\n\nis what I mean."],
  ["an arrow", "x\n-> y\n=> z"],
  ["blank lines, but one of several", "a\n\nb"],
  ["our own words in a sentence", "You ask: and is it smooth? It is."],
  ["a link", "See https://example.org/a?b=c:\nit says so."],
  [
    "people and their addresses",
    "Ask either:\n\nAda: ada@uni.edu\nBob: bob@uni.edu\nCleo: cleo@uni.edu",
  ],
  [
    "a card with a link",
    "Ask:\n\nName: Grace\nMail: grace@uni.edu\nWeb: https://uni.edu\nPhone: 123",
  ],
  ["a title between dashes", "They begin with\n\n----- Original Message -----\n\nand so on."],
  ["a plan and what it is for", "3.12.2026, 15:00:\n- lemma 2\n- lemma 3"],
  ["dashes that begin lines", "-- first\n-- second"],
  [
    "what a paper wrote when",
    "On 12 June 2017 Vaswani et al. wrote:\n\nAttention is all you need.",
  ],
  ["what a telephone adds, and words below", "Yes.\n\nSent from my iPhone\n\nPS: lemma 4 too."],
  ["what a paper said then", "Not new. In 2017 they wrote:\n\n> We propose it.\n\nSo what?"],
  ["what a talk said then", "At 15:04 in the talk of 2026 she says:\n\n> It is none.\n\nRight."],
  ["a number of arXiv", "See arXiv:1706.03762, 2017-06-12, p. 4:\n\n> We propose it."],
  ["two parts with two dashes between", "Part one.\n\n--\n\nPart two is about the appendix."],
  ["a sentence below a signature", "Wrong.\n\n-- \nMax\n\nLemma 4 is wrong as well."],
  ["a long sentence below dashes", `Words.\n--\n${"A sentence that goes on, and ".repeat(5)}ends.`],
  [
    "sent to a printer",
    "I read it on my phone.\n\nSent to the printer from Outlook, it loses the figures.",
  ],
])("keeps %s", (_, text) => {
  expect(commentOf(`${text}\n`)).toBe(text);
});

it.each<[string, string]>([
  ["a line that begins with an arrow", "> therefore lemma 2 holds"],
  ["points marked by hand", "First.\n\n> second, no quotation\n> third\n\nThat is all."],
  ["when one meets, and for what", "Meeting on 3.12.2026 at 15:00:\n\nbring lemma 2"],
  ["when one meets, and with whom", "Next: 3.12.2026, 15:00, with bob@other.org:\n\n- lemma 2"],
  [
    "a schedule that is quoted",
    "Our schedule of 3.12.2026, 15:00:\n\n> 15:00 lemma 2\n> 16:00 lemma 3\n\nIs that right?",
  ],
  [
    "what somebody else wrote then",
    "On 3.12.2026 at 15:00 Bob <bob@other.org> wrote:\n\n> it is a typo\n\nI agree.",
  ],
])("keeps %s above the email that it replies to", (_, text) => {
  const lead = "On Mon, Nov 2, 2026 at 3:04 PM Ada via Colloquy <colloquy@example.org> wrote:";
  const mail =
    "> Is lemma 2 convex in the first argument, and why is that so?\n>\n> Read it in its thread";
  expect(commentOf(`${text}\n\n${lead}\n\n${mail}\n`)).toBe(text);
  // Some programs do not mark quotations.
  const plain = mail.replaceAll(/^> ?/gm, "");
  expect(commentOf(`${text}\n\n${lead}\n\n${plain}\n`)).toBe(text);
});

it("keeps a sentence that was folded before a `>`", () => {
  const text = "We need that n\n> 5 holds for all rounds.\nElse it fails.\n";
  expect(commentOf(text)).toBe("We need that n > 5 holds for all rounds.\nElse it fails.");
});

it.each([
  "Grace at grace@example.org told me:\n\n> it is a typo",
  "Ask the office, office@reply.example.org:\n\nthey have a copy.",
])("keeps the words of somebody at the site's own domain: %j", (text) => {
  const sent = { ...SENT_EMAILS, sender: "colloquy@example.org" };
  expect(commentOf(`${text}\n`, sent)).toBe(text);
});

it("separates a quotation from the reply that follows it without a blank line", () => {
  const text = "> Is it convex?\nYes, by lemma 2.\n> And smooth?\nNo.\n";
  expect(commentOf(text)).toBe("> Is it convex?\n\nYes, by lemma 2.\n\n> And smooth?\n\nNo.");
});

it("loses no word of any email: every word is in the comment or in the text that was cut off", () => {
  const line = fc.constantFrom(
    ...[
      "",
      "> a b",
      "-- ",
      "Von: x <x@y.zz>",
      "An: u <u@v.ww>",
      "Betreff: AW: Attention",
      "____",
      "c d",
    ],
    ...[
      "On 28/11/2026 15:57, Ada wrote:",
      "Sent from my iPhone",
      "Read it in its thread",
      "e\n> 5 f",
    ],
    ...["```", ">:", "-----Original Message-----", "g h:", "PS: i"],
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const text = lines.join("\n");
      const { own, quoted } = splitEmail(mailOf("text/plain; charset=utf-8", utf8(text)));
      const words = (one: string) => (one.match(/\S+/g) ?? []).sort();
      expect(words(`${own}\n${quoted}`)).toEqual(words(text));
    }),
  );
});
