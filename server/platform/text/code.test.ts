import { expect, it } from "vitest";
import { COSTLY_CODES, COSTLY_LANGUAGES } from "@/server/testing/hostile/costly-texts";
import { highlightCode } from "./code";

it("colours the words of a language by its name or a short name", () => {
  for (const language of ["python", "py"]) {
    expect(highlightCode("def f(x):\n    return x + 1", language)).toContain(
      '<span class="hljs-keyword">return</span>',
    );
  }
});

it("leaves unknown languages and long code plain", () => {
  expect(highlightCode("x", "klingon")).toBeNull();
  expect(highlightCode("x", "")).toBeNull();
  expect(highlightCode("x = 1\n".repeat(1000), "python")).toBeNull();
  expect(highlightCode("x".repeat(241), "python")).toBeNull();
});

it("escapes the code", () => {
  const html = highlightCode('print("<img src=x onerror=alert(1)>") # </code><script>', "python");
  expect(html).not.toMatch(/<(?!\/?span)/);
});

it.each(COSTLY_LANGUAGES)("bounds the HTML that hostile code in %s produces", (language) => {
  for (const code of COSTLY_CODES) {
    const html = highlightCode(code, language);
    expect(html?.length ?? 0, code.slice(0, 2)).toBeLessThan(code.length * 12 + 501);
  }
});
