import { expect, it } from "vitest";
import { renderMarkdown } from "@/server/platform/text/markdown";
import {
  commentOf,
  commentOfHtml,
  mailOf,
  splitEmail,
  utf8,
} from "@/server/testing/fixtures/reply-emails";

it("keeps bold words above an email quoted by Outlook, and shows them bold", () => {
  const comment = commentOfHtml(
    '<html><body dir="ltr"><div>I think <b>lemma 2</b> &amp; 3 fail for x &lt; 0.</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Colloquy &lt;colloquy@example.org&gt;<br><b>Sent:</b> Friday<br><b>To:</b> Max<br><b>Subject:</b> Re: Attention</div><div><div>An answer to you</div></div></body></html>',
  );
  expect(comment).toBe("I think **lemma 2** & 3 fail for x < 0.");
  expect(renderMarkdown(comment).html.trim()).toBe(
    "<p>I think <strong>lemma 2</strong> &amp; 3 fail for x &lt; 0.</p>",
  );
});

it.each<[string, string, string]>([
  [
    "Outlook on the web",
    '<html><body dir="ltr"><div>I think lemma 2 fails.</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Colloquy &lt;colloquy@example.org&gt;<br><b>Sent:</b> Friday<br><b>To:</b> Max<br><b>Subject:</b> Re: Attention</div><div><div>An answer to you</div></div></body></html>',
    "I think lemma 2 fails.",
  ],
  [
    "new Outlook",
    '<div class="elementToProof">Yes.</div><div id="mail-editor-reference-message-container"><div>old</div></div>',
    "Yes.",
  ],
  [
    "Outlook with its own prefix",
    '<div>Yes.</div><div id="x_divRplyFwdMsg">From: a</div><div>old</div>',
    "Yes.",
  ],
  [
    "Outlook",
    "<p class=MsoNormal>Yes.<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Von:</b> Ada via Colloquy &lt;colloquy@example.org&gt; <br><b>Gesendet:</b> Freitag, 27. November 2026 15:00<br><b>An:</b> Max<br><b>Betreff:</b> Re: Attention<o:p></o:p></p></div></div><p class=MsoNormal>An answer to you</p>",
    "Yes.",
  ],
  [
    "Gmail",
    '<div dir="ltr">Yes.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Ada wrote:<br></div><blockquote class="gmail_quote"><p>old</p></blockquote></div>',
    "Yes.",
  ],
  [
    "Gmail without the head's mark",
    '<div>Yes.</div><div class="gmail_quote">On Monday<blockquote>old</blockquote></div>',
    "Yes.",
  ],
  [
    "Gmail, answers between",
    '<div class="gmail_quote"><div class="gmail_attr">On x:</div><blockquote class="gmail_quote">Is it convex?</blockquote><div>Yes.</div><blockquote class="gmail_quote">And smooth?</blockquote><div>No.</div></div>',
    "> Is it convex?\n\nYes.\n\n> And smooth?\n\nNo.",
  ],
  [
    "Gmail, under a signature",
    '<div>Yes.<br><div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Max</div></div>',
    "Yes.",
  ],
  [
    "Tuta",
    '<div>Yes.</div><div>-- <br></div><div>Max</div><br><div>Nov 2, 2026, 15:04 by colloquy@example.org:</div><blockquote class="tutanota_quote"><p>old</p></blockquote>',
    "Yes.",
  ],
  [
    "Gmail, passed on",
    '<div>Yes.</div><div class="gmail_quote">---------- Forwarded message ---------<br>From: a<br>old</div>',
    "Yes.",
  ],
  [
    "Apple Mail",
    '<div>Yes.</div><div><br><blockquote type="cite"><div>On 28 Nov 2026, at 15:57, Ada &lt;a@b.cc&gt; wrote:</div><br><div>old</div></blockquote></div>',
    "Yes.",
  ],
  [
    "Thunderbird",
    '<p>Yes.</p><div class="moz-cite-prefix">On 28.11.26 Ada wrote:<br></div><blockquote type="cite"><p>old</p></blockquote>',
    "Yes.",
  ],
  [
    "Thunderbird, answer below",
    '<div class="moz-cite-prefix">On x Ada wrote:</div><blockquote type="cite">old</blockquote><p>Yes.</p>',
    "Yes.",
  ],
  [
    "Yahoo",
    '<div>Yes.</div><div id="ydp1" class="ydp1 yahoo_quoted"><div>On Friday, Ada wrote:</div><div>old</div></div>',
    "Yes.",
  ],
  [
    "ProtonMail",
    '<div>Yes.</div><div class="protonmail_quote">On x Ada wrote:<br><blockquote type="cite">old</blockquote></div>',
    "Yes.",
  ],
  [
    "iOS",
    '<div dir="ltr">Yes.</div><div dir="ltr"><br><blockquote type="cite">On 28. Nov 2026 Ada wrote:<br><br></blockquote></div><blockquote type="cite"><div>old</div></blockquote>',
    "Yes.",
  ],
  [
    "Roundcube",
    '<div>Yes.</div><p id="reply-intro">On 2026-11-28 15:57, Ada wrote:</p><blockquote type="cite">old</blockquote>',
    "Yes.",
  ],
  [
    "no mark, but our words",
    "<p>Yes.</p><p>Is lemma 2 convex in the first argument, and why is that so?</p><p><a href=x>Read it in its thread</a></p>",
    "Yes.",
  ],
  [
    "a signature",
    '<div>Yes.</div><div class="gmail_signature"><b>Max</b><br>Institute</div>',
    "Yes.",
  ],
  [
    "a signature of Outlook",
    '<div>Yes.</div><div id="Signature"><p>Max</p></div><div id="appendonsend"></div>old',
    "Yes.",
  ],
  [
    "a telephone",
    '<div>Yes.</div><div><br></div><div id="ms-outlook-mobile-signature">Get Outlook for iOS</div>',
    "Yes.",
  ],
  ["a telephone's line", "<div>Yes.</div><br><br>Sent from my iPhone", "Yes."],
])("cuts off quotations in HTML: %s", (_, html, comment) => {
  expect(commentOfHtml(html)).toBe(comment);
});

const both = (plain: string, html: string) =>
  [
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    plain,
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "",
    html,
    "--b--",
    "",
  ].join("\n");
const alternative = (plain: string, html: string) =>
  splitEmail(mailOf('multipart/alternative; boundary="b"', utf8(both(plain, html)))).own;

it.each<[string, string, string]>([
  ["the plain words", "Plain **words**.", "Plain **words**."],
  ["HTML where they are blank", " \n\n", "Html **words**."],
  [
    "HTML where they only point to it",
    "This message is in HTML. View it in another client.",
    "Html **words**.",
  ],
  [
    "the plain words that speak of HTML",
    "The paper says nothing on HTML.",
    "The paper says nothing on HTML.",
  ],
])("reads %s of two alternatives", (_, plain, comment) => {
  expect(alternative(plain, "<p>Html <b>words</b>.</p>")).toBe(comment);
});

it.each<[string, string, string]>([
  ["joined", "a \nb\n\nc", "a b\n\nc"],
  ["stuffed", " From a\n > b", "From a > b"],
  ["quoted", ">a \n>b\n\nYes.", "> a b\n\nYes."],
  ["quoted at two depths", ">a \n>>b\n\nYes.", "> a\n>> b\n\nYes."],
  ["ended by a signature", "a \n-- \nMax", "a"],
])("reads flowed text: %s", (_, text, comment) => {
  expect(splitEmail(mailOf("text/plain; charset=utf-8; format=flowed", text)).own).toBe(comment);
});

it("joins lines without the space that was added to break them", () => {
  const type = "text/plain; charset=utf-8; format=flowed; delsp=yes";
  expect(splitEmail(mailOf(type, utf8("注意 \n力 \nis"))).own).toBe("注意力is");
});

it("leaves the lines of other text as they are", () => {
  expect(commentOf("a \nb\n")).toBe("a \nb");
});

it.each<[string, string, string]>([
  ["its own label first", "windows-1251", "\xcf\xf0"],
  ["what it says itself", "", '<meta charset="windows-1251">\xcf\xf0'],
  [
    "what it says as a header",
    "",
    '<meta http-equiv=Content-Type content="text/html; charset=windows-1251">\xcf\xf0',
  ],
])("reads HTML by %s", (_, label, html) => {
  const type = `text/html${label ? `; charset=${label}` : ""}`;
  expect(splitEmail(mailOf(type, html)).own).toBe("Пр");
});

it("reads the characters of windows-1252 in HTML", () => {
  expect(
    splitEmail(mailOf("text/html; charset=iso-8859-1", "<p>na&iuml;ve \x93x\x94</p>")).own,
  ).toBe("naïve “x”");
});
