import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayName, nameOf } from "./names";

const person = (family: string, given: string, particle = "", suffix = "") => ({
  family,
  given,
  ...(particle ? { "non-dropping-particle": particle } : {}),
  ...(suffix ? { suffix } : {}),
});

describe("the parts of a name", () => {
  it.each([
    ["Leslie Lamport", person("Lamport", "Leslie")],
    ["Ludwig van Beethoven", person("Beethoven", "Ludwig", "van")],
    ["Beethoven, Ludwig van", person("Beethoven", "Ludwig", "van")],
    ["van Beethoven, Ludwig", person("Beethoven", "Ludwig", "van")],
    ["Juana Inés de la Cruz", person("Cruz", "Juana Inés", "de la")],
    ["Martin Luther King Jr.", person("King", "Martin Luther", "", "Jr.")],
    ["Martin Luther King, Jr.", person("King", "Martin Luther", "", "Jr.")],
    ["King, Jr., Martin Luther", person("King", "Martin Luther", "", "Jr.")],
    ["King, Martin Luther, Jr.", person("King", "Martin Luther", "", "Jr.")],
    ["John Smith III", person("Smith", "John", "", "III")],
    ["García Márquez, Gabriel", person("García Márquez", "Gabriel")],
    ["Jan van der Berg", person("Berg", "Jan", "van der")],
    ["J. R. R. Tolkien", person("Tolkien", "J. R. R.")],
    ["  Ada   Lovelace ", person("Lovelace", "Ada")],
  ])("%s", (name, parts) => expect(nameOf(name)).toEqual(parts));

  it.each([
    "The ATLAS Collaboration",
    "Open Science Collaboration",
    "Google Research Team",
    "Plato",
    "王小明",
    "van Gogh",
    "Ada Lovelace and Charles Babbage",
    "Barnes & Noble",
    "Smith, John, PhD, MD",
    ", Ada",
    "ETH Zurich, Department of Physics",
  ])("%s stays in one piece", (name) => expect(nameOf(name)).toEqual({ literal: name.trim() }));
});

it("a name without commas is the same after it is split", () => {
  const word = fc.constantFrom("Ada", "van", "der", "de", "King", "Jr.", "III", "é", "y", "{", "a");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      expect(displayName(nameOf(words.join(" ")))).toBe(words.join(" "));
    }),
  );
});

it("a name with commas is the same once it has been split", () => {
  const word = fc.constantFrom("Ada", "van", "de", "King", "Jr.", ",", "and", "The");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const once = displayName(nameOf(words.join(" ")));
      expect(displayName(nameOf(once))).toBe(once);
    }),
  );
});
