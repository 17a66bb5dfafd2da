import { describe, expect, it } from "vitest";
import { fastest } from "@/server/testing/time";
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

describe("takes no time over hostile code", () => {
  const pieces = ["(", '"', "<", "{", "$", "`", "a.", "1_", "0x", "[", "a ", "/*", "\\", "#", "@"];
  it.each([
    "python",
    "java",
    "javascript",
    "cpp",
    "julia",
    "latex",
    "sql",
    "yaml",
    "matlab",
    "xml",
  ])("%s", (language) => {
    for (const piece of pieces) {
      const line = piece.repeat(Math.floor(240 / piece.length));
      const code = Array.from({ length: 20 }, () => line).join("\n");
      const spent = fastest(() => void highlighted(code, language));
      expect(spent, piece).toBeLessThan(250);
      const html = highlighted(code, language);
      expect(html?.length ?? 0, piece).toBeLessThan(code.length * 12 + 501);
    }
  });
});
