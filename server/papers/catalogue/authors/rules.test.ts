import { expect, it } from "vitest";
import { haveCommonAuthor } from "./rules";

it.each([
  ["Ada Lovelace", "Lovelace, Ada"],
  ["Ada Lovelace", "A. Lovelace"],
  ["Ada Lovelace", "Lovelace A"],
  ["Ada M. Lovelace", "Lovelace AM"],
  ["Ada Lovelace", "Lovelace"],
  ["Jürgen Müller", "J. Mueller"],
  ["Paul Erdős", "P. Erdos"],
  ["Rasmus Sørensen", "Sorensen, R."],
  ["Ludwig van Beethoven", "van Beethoven, L."],
  ["Anna van der Berg", "van der Berg A"],
  ["Mary Smith-Jones", "Jones, Mary"],
  ["Wei Wang", "Wang Wei"],
  ["Bill Gates Jr", "Gates, Bill"],
  ["Michael Hicks III", "Hicks, Michael"],
  ["Wladimir Köppen", "KÖPPEN, W."],
  ["The ATLAS Collaboration", "ATLAS Collaboration"],
  ["王伟", "王伟"],
])("%s is %s", (one, other) => {
  expect(haveCommonAuthor([one], ["Somebody Else", other])).toBe(true);
  expect(haveCommonAuthor([other], [one])).toBe(true);
});

it.each([
  ["Ada Lovelace", "Bob Lovelace"],
  ["Ada Lovelace", "Ada Lovelock"],
  ["ATLAS Collaboration", "CMS Collaboration"],
  ["et al.", "et al."],
  ["Bill Gates Jr", "Charlie Parker Jr"],
  ["王伟", "王芳"],
  ["Ada Lovelace", ""],
])("%s is not %s", (one, other) => {
  expect(haveCommonAuthor([one], [other])).toBe(false);
  expect(haveCommonAuthor([other], [one])).toBe(false);
});

it("nobody is common to papers without authors", () => {
  expect(haveCommonAuthor([], [])).toBe(false);
  expect(haveCommonAuthor(["Ada Lovelace"], [])).toBe(false);
});
