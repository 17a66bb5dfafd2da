import { describe, expect, it } from "vitest";
import { pageInput } from "@/server/platform/text/inputs";
import { groupFields, handleInput } from "./schema";

const fields = { name: "Systems Thursday", timeZone: "Europe/Berlin" };

function nameAccepted(name: string): boolean {
  return groupFields.safeParse({ ...fields, name }).success;
}

describe("the name", () => {
  it.each([
    ["a right-to-left override", "Group \u202Egpj"],
    ["an isolate", "Group \u2066x\u2069"],
    ["a right-to-left mark", "Group\u200F"],
    ["an Arabic letter mark", "Group\u061C"],
    ["a zero-width space", "Gro\u200Bup"],
    ["a zero-width joiner", "Gro\u200Dup"],
    ["a soft hyphen", "Gro\u00ADup"],
    ["a Hangul filler", "\u3164"],
    ["a tag character", "Group\u{E0041}"],
    ["NUL", "Group\u0000"],
    ["an escape", "Group\u001B[31m"],
    ["a C1 control", "Group\u0090"],
    ["half a surrogate pair", "Group\uD800"],
    ["nothing", ""],
    ["only spaces", " \u00A0\u3000 "],
    ["81 characters", "a".repeat(81)],
  ])("is refused with %s", (_, name) => {
    expect(nameAccepted(name)).toBe(false);
  });

  it.each([
    "Géométrie",
    "读书会",
    "مجموعة القراءة",
    "קבוצת קריאה",
    "∀x∃y",
    "a".repeat(80),
    "🦉 Owls",
  ])("may be %s", (name) => {
    expect(nameAccepted(name)).toBe(true);
  });

  it("becomes one line", () => {
    expect(groupFields.parse({ ...fields, name: " Two\n lines\t" }).name).toBe("Two lines");
    // Spaces without width are refused, and so are invisible blanks.
    for (const hidden of ["\uFEFF", "\u2800"]) {
      const input = { ...fields, name: `Gro${hidden}up` };
      expect(groupFields.safeParse(input).success).toBe(false);
    }
  });
});

describe("other input", () => {
  it("fills in a public, open group without a description", () => {
    expect(groupFields.parse(fields)).toEqual({
      ...fields,
      description: "",
      visibility: "public",
      joinPolicy: "open",
    });
  });

  it.each([
    ["an unknown visibility", { visibility: "secret" }],
    ["an unknown policy", { joinPolicy: "never" }],
    ["an unknown time zone", { timeZone: "Mars/Olympus" }],
    ["an offset for a time zone", { timeZone: "+02:00" }],
    ["a description too long", { description: "x".repeat(2001) }],
    ["NUL in the description", { description: "x\u0000" }],
  ])("refuses %s", (_, wrong) => {
    expect(groupFields.safeParse({ ...fields, ...wrong }).success).toBe(false);
  });

  it("accepts only valid handles, so that no text reaches the database that it cannot store", () => {
    expect(handleInput.safeParse({ handle: "ada-okafor" }).success).toBe(true);
    for (const handle of ["", "Ada", "a\u0000", "a\uD800", "a'", "a".repeat(61)]) {
      expect(handleInput.safeParse({ handle }).success).toBe(false);
    }
  });

  it.each([
    [undefined, 1],
    ["3", 3],
    [7, 7],
    ["0", 1],
    ["-1", 1],
    ["1.5", 1],
    ["abc", 1],
    [["2", "3"], 1],
    [1e9, 1],
  ])("reads the page %j as %i", (page, expected) => {
    expect(pageInput.parse({ page }).page).toBe(expected);
  });
});
