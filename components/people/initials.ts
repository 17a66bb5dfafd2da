/** The first letters of a name's first and last word, in capitals: "AO" for Ada Okafor, "田" for 田辺裕子. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => word !== "");
  const first = words[0] ?? name;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last ?? ""].map(firstLetter).join("").toUpperCase();
}

// A letter with its marks, or an emoji of several code points, is one.
function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(word);
  return first?.segment ?? "";
}

/** The hue of a person's colour, in degrees. It follows from the handle, so that it is the same everywhere. */
export function hueOf(handle: string): number {
  let sum = 0;
  for (const letter of handle) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}
