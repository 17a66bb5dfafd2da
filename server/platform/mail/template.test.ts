import { createElement } from "react";
import { Link, render } from "react-email";
import { expect, it } from "vitest";
import { compileTemplate, joinPieces } from "./template";

const HOSTILE = `<b title="x">'&amp;' · “it”`;
const draw = (href: string, text: string) =>
  createElement("p", null, createElement(Link, { href }, text), " · ", text);

it("writes the same HTML as React, whatever the texts are", async () => {
  const made = await compileTemplate<"link" | "text">((slot) => draw(slot("link"), slot("text")));
  const { html } = made({ link: `https://x.example/?a=1&b=${HOSTILE}`, text: HOSTILE });
  const drawn = await render(draw(`https://x.example/?a=1&b=${HOSTILE}`, HOSTILE));
  expect(html).toBe(drawn.replace(/^<!DOCTYPE[^>]*>|<!--.*?-->/g, ""));
});

it("inserts pieces unescaped, and texts never", async () => {
  const outer = await compileTemplate<"inside">((slot) =>
    createElement("div", null, slot("inside")),
  );
  const bold = await compileTemplate<"text">((slot) => createElement("b", null, slot("text")));
  expect(outer({ inside: joinPieces([bold({ text: "<i>" }), "<u>"]) }).html).toBe(
    "<div><b>&lt;i&gt;</b>&lt;u&gt;</div>",
  );
  expect(outer({ inside: bold({ text: "$& $1" }) }).html).toBe("<div><b>$&amp; $1</b></div>");
});
