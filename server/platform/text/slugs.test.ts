import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { slugOf } from "./slugs";

/** The shape that the database's CHECK on the address of a group accepts. */
const ACCEPTED = /^[a-z0-9][a-z0-9-]{0,59}$/;
/** A hyphen and ten digits, which distinguish groups with the same name. */
const TAIL = "-0123456789";

const paper = (title: string) => slugOf(title, "paper", 71);

describe("the address of a title or name", () => {
  it.each([
    ["S^{2}FT: Efficient, Scalable", "s-2-ft-efficient-scalable"],
    ["Mélange", "melange"],
    ["Café Théorie & Vérité", "cafe-theorie-verite"],
    ["Straße", "strasse"],
    ["--a--b--", "a-b"],
    ["ﬁne ２０２６", "fine-2026"],
    ["深度学习用于阅读小组", "shen-du-xue-xi-yong-yu-yue-du-xiao-zu"],
    ["読書会", "du-shu-hui"],
    ["ガイド", "gaido"],
    ["Глубокое обучение", "glubokoe-obuchenie"],
    ["Новый й", "novyy-y"],
    ["Новый й".normalize("NFD"), "novyy-y"],
    ["한국어 논문", "hangugeo-nonmun"],
    ["Ελληνικά", "ellinika"],
  ])("%s is readable: %s", (title, slug) => expect(paper(title)).toBe(slug));

  it.each(["", " +- ", "🎈", "\u{20000}"])("is the noun if nothing is readable: %j", (title) => {
    expect(paper(title)).toBe("paper");
  });

  it.each(["New", "¡NEW!", "neW", `New ${"a".repeat(80)}`])(
    "is never the form's address: %s",
    (title) => {
      expect(paper(title)).toBe("new-paper");
    },
  );

  it("is never the address of the page for imports", () => {
    expect(paper("Import")).toBe("import-paper");
  });

  it("has as many whole words as fit, and cuts only a first word that is too long", () => {
    const [a, b] = ["a".repeat(35), "b".repeat(35)];
    expect(paper(`${a} ${b}`)).toBe(`${a}-${b}`);
    expect(paper(`${a} ${b}b c`)).toBe(a);
    expect(paper("a".repeat(90))).toBe("a".repeat(71));
  });

  it("is short, never empty, and one that the database accepts, alone and with a tail", () => {
    const anything = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 100 }),
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.stringMatching(/^[-a-zA-Z0-9 ]{0,120}$/),
      fc.stringMatching(/^[\u4E00-\u9FFF\u0400-\u04FF\u0E00-\u0E7F ]{0,90}$/),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const slug = slugOf(text, "group", 48);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug + TAIL).toMatch(ACCEPTED);
        expect(slug.length).toBeLessThanOrEqual(48);
        expect(slug).not.toBe("new");
      }),
      { numRuns: size(200, 2000) },
    );
  });
});
