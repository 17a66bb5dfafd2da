import { expect, it } from "vitest";
import { putToSleep } from "./sleeping";

const CHUNKS = ["0kh9l82rta44c", "turbopack-2u1d16houkiyo", "1j_fll0--tm9x"].map(
  (name) => `/_next/static/chunks/${name}.js`,
);
const [FIRST = "", SECOND = "", LAST = ""] = CHUNKS;
const fetched = (address: string) => `<script src="${address}" async=""></script>`;
const THEME = "<script>theme()</script>";
const OLD = '<script src="/_next/static/chunks/0cz1d0mv5g_q7.js" noModule=""></script>';
const STYLE = '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/>';
const HINT = `<link rel="preload" as="script" fetchPriority="low" href="${LAST}"/>`;
const DATA = [
  '<script id="_R_">(globalThis["TURBOPACK"] || []).push({"otherChunks":[]});</script>',
  '<script>self.__next_f.push([1,"\\u003cscript src=\\"/_next/static/chunks/a.js\\"\\u003e"])</script>',
];
const WORDS = "<p>How to write &lt;script src=&quot;a.js&quot;&gt;</p>";

/** A page as Next writes it. */
function page({ head = "", foot = "" } = {}): string {
  const top = STYLE + HINT + fetched(FIRST) + fetched(SECOND) + THEME + OLD + head;
  return `<html><head>${top}</head><body>${WORDS}${DATA[0]}${fetched(LAST)}${DATA[1]}${foot}</body></html>`;
}

it("leaves the framework's scripts out, and names them in their order to the one that adds them", () => {
  const script = `<script>var colloquyScripts=${JSON.stringify(CHUNKS)};wake()</script>`;
  expect(putToSleep(page(), "wake()")).toBe(
    `<html><head>${STYLE}${THEME}${OLD}${script}</head><body>${WORDS}${DATA.join("")}</body></html>`,
  );
});

it("names a script once that stands in two places", () => {
  const html = putToSleep(page({ foot: fetched(FIRST) }), "wake()");
  expect(html.split(FIRST)).toHaveLength(2);
});

it("takes the script as it is, with the signs that a replacement would read", () => {
  expect(putToSleep(page(), "$&$1$`")).toContain(";$&$1$`</script></head>");
});

it.each([
  ["from another place", { foot: '<script src="/own.js" async=""></script>' }],
  ["from another site", { foot: '<script src="https://x.example/a.js" async=""></script>' }],
  ["in another order of attributes", { foot: `<script async="" src="${FIRST}"></script>` }],
  ["without async", { foot: `<script src="${FIRST}"></script>` }],
  ["with more attributes", { foot: `<script src="${FIRST}" async="" nonce="x"></script>` }],
  ["in capital letters", { foot: `<SCRIPT SRC="${FIRST}"></SCRIPT>` }],
  ["as a module", { foot: `<script type="module" src="${FIRST}"></script>` }],
  ["by a preload of another form", { head: `<link as="script" rel="preload" href="${FIRST}"/>` }],
  ["by a preload of a module", { head: `<link rel="modulepreload" href="${FIRST}"/>` }],
])("leaves a page as it is that asks for a script %s", (_which, parts) => {
  expect(putToSleep(page(parts), "wake()")).toBe(page(parts));
});

it("leaves a page as it is that has no head, or no scripts of the framework", () => {
  for (const html of [page().replace("</head>", ""), `<html><head>${THEME}</head></html>`])
    expect(putToSleep(html, "wake()")).toBe(html);
});
