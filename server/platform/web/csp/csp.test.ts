import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, inlineScripts, pageHashes, scriptHash } from "./csp";

const react = readFileSync(
  join(
    createRequire(import.meta.url).resolve("next/package.json"),
    "../dist/compiled/react-dom/cjs/react-dom-server.node.production.js",
  ),
  "utf8",
);

const body = (script: string) => `<html><head></head><body>${script}</body></html>`;
const blessed = (script: string) =>
  pageHashes(body(`<script>${script}</script>`), react).includes(scriptHash(script));

const CHUNKS = '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = []))';

describe("a script in the body", () => {
  it.each([
    'self.__next_f.push([1,"data"])',
    "(self.__next_f=self.__next_f||[]).push([0])",
    '$RC("B:0","S:0")',
    `${CHUNKS}.push({"otherChunks":["static/chunks/1-a.js","static/chunks/b.js"],"runtimeModuleIds":[9]});`,
  ])("may run if it is the framework's: %s", (script) => {
    expect(blessed(script)).toBe(true);
  });

  it("may run if React's source contains it word for word", () => {
    const line = /'(\$RX=function\([^'\\]*\};)'/.exec(react)?.[1];
    expect(line).toBeDefined();
    expect(blessed(line ?? "")).toBe(true);
    expect(blessed(`${line}alert(1)`)).toBe(false);
  });

  it.each([
    "alert(1)",
    'self.__next_f.push([1,"x"]);alert(1)',
    "self.__next_f.push([1,alert(1)])",
    'self.__next_f.push([1,"x"].map(alert))',
    "self.__next_f.push([1,`a`])",
    '$RC("B:0",alert(1))',
    '$RC("B:0","S:0");alert(1)',
    'alert(1);$RC("B:0","S:0")',
    "$RC=alert;$RC(1)",
    `${CHUNKS}.push({"otherChunks":["//elsewhere.example/a.js"],"runtimeModuleIds":[9]})`,
    `${CHUNKS}.push({"otherChunks":["static/chunks/a.js"],"runtimeModuleIds":[alert(1)]})`,
    `${CHUNKS}.push(alert(1))`,
    "$RX=function(){alert(1)}",
    "requestAnimationFrame(function(){$RT=alert(1)})",
    'addEventListener("submit",alert)',
    " ",
    "a",
    "function",
  ])("may not run if somebody smuggled it in: %s", (script) => {
    expect(blessed(script)).toBe(false);
  });

  it("is found in any spelling, but only if it would run", () => {
    const texts = (html: string) => inlineScripts(html).map(({ text }) => text);
    expect(texts('<SCRIPT\n async >one</SCRIPT ><script type="module">two</script>')).toEqual([
      "one",
      "two",
    ]);
    expect(texts('<script type="application/ld+json">{}</script>')).toEqual([]);
    expect(texts('<script src="/a.js">not run</script><!-- <script>no</script> -->')).toEqual([]);
    expect(texts("<script></script>")).toEqual([]);
  });
});

describe("the policy", () => {
  it("names scripts only by hash, and no script of others", () => {
    const settings = { dev: false, https: true, formTargets: [] };
    const policy = contentSecurityPolicy(settings, [scriptHash("a")]);
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src"));
    expect(scripts).toBe(`script-src 'self' '${scriptHash("a")}'`);
    for (const part of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).toContain("upgrade-insecure-requests");
    expect(policy).not.toContain("http");
  });
});
