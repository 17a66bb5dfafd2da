import { expect, it } from "vitest";
import { COSTLY_CODES, COSTLY_LANGUAGES } from "@/server/testing/hostile/costly-texts";
import { highlighted } from "./code";

it("colours the words of a language, by its name or a short one", () => {
  for (const language of ["python", "py"]) {
    expect(highlighted("def f(x):\n    return x + 1", language)).toContain(
      '<span class="hljs-keyword">return</span>',
    );
  }
});

it("leaves plain what it does not know and what is too long", () => {
  expect(highlighted("x", "klingon")).toBeNull();
  expect(highlighted("x", "")).toBeNull();
  expect(highlighted("x = 1\n".repeat(1000), "python")).toBeNull();
  expect(highlighted("x".repeat(241), "python")).toBeNull();
});

it("escapes what the code says", () => {
  const html = highlighted('print("<img src=x onerror=alert(1)>") # </code><script>', "python");
  expect(html).not.toMatch(/<(?!\/?span)/);
});

it.each(COSTLY_LANGUAGES)("bounds what hostile code makes in %s", (language) => {
  for (const code of COSTLY_CODES) {
    const html = highlighted(code, language);
    expect(html?.length ?? 0, code.slice(0, 2)).toBeLessThan(code.length * 12 + 501);
  }
});
