/**
 * Where the capitals, small letters and digits of the mathematical alphabets begin in Unicode; Greek ones
 * have 25 capitals, with one symbol between rho and sigma, and 25 small letters.
 */
const ALPHABETS: Record<string, Partial<Record<"A" | "a" | "0" | "Α" | "α", number>>> = {
  bold: { A: 0x1d400, a: 0x1d41a, "0": 0x1d7ce, Α: 0x1d6a8, α: 0x1d6c2 },
  italic: { A: 0x1d434, a: 0x1d44e, Α: 0x1d6e2, α: 0x1d6fc },
  "bold-italic": { A: 0x1d468, a: 0x1d482, Α: 0x1d71c, α: 0x1d736 },
  script: { A: 0x1d49c, a: 0x1d4b6 },
  fraktur: { A: 0x1d504, a: 0x1d51e },
  "bold-fraktur": { A: 0x1d56c, a: 0x1d586 },
  "double-struck": { A: 0x1d538, a: 0x1d552, "0": 0x1d7d8 },
  "sans-serif": { A: 0x1d5a0, a: 0x1d5ba, "0": 0x1d7e2 },
  "bold-sans-serif": { A: 0x1d5d4, a: 0x1d5ee, "0": 0x1d7ec, Α: 0x1d756, α: 0x1d770 },
  "sans-serif-italic": { A: 0x1d608, a: 0x1d622 },
  "sans-serif-bold-italic": { A: 0x1d63c, a: 0x1d656, Α: 0x1d790, α: 0x1d7aa },
  monospace: { A: 0x1d670, a: 0x1d68a, "0": 0x1d7f6 },
};

/** Older symbols; Unicode leaves their places in the alphabets empty. */
const OLDER = new Map(
  [
    ["italic", "h", "ℎ"],
    ["script", "BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"],
    ["fraktur", "CHIRZ", "ℭℌℑℜℨ"],
    ["double-struck", "CHNPQRZ", "ℂℍℕℙℚℝℤ"],
  ].flatMap(([variant, letters = "", signs = ""]) =>
    [...letters].map((letter, at) => [`${variant} ${letter}`, signs[at] as string] as const),
  ),
);

/** Maps a letter or digit to a mathematical alphabet, such as ℝ; others stay as they are. */
function signOf(sign: string, variant: string): string {
  const older = OLDER.get(`${variant} ${sign}`);
  if (older) return older;
  const first = /[A-Z]/.test(sign) ? "A" : /[a-z]/.test(sign) ? "a" : /\d/.test(sign) ? "0" : null;
  const greek = /[Α-Ω]/.test(sign) ? "Α" : /[α-ω]/.test(sign) ? "α" : null;
  const begin = first ?? greek;
  const from = begin === null ? undefined : ALPHABETS[variant]?.[begin];
  if (begin === null || from === undefined) return sign;
  return String.fromCodePoint(from + sign.charCodeAt(0) - begin.charCodeAt(0));
}

const LETTERS =
  /<(mi|mn|mo|mtext)((?: [a-z]+="[^"]*")*?) mathvariant="([a-z-]+)"([^>]*)>([^<&]*)</g;

/**
 * MathML whose letters are those of the alphabets that `mathvariant` asks for. MathML Core, which Chromium
 * has, knows no value of it but "normal": a plain R would stand where ℝ is meant.
 */
export function withLetters(mathml: string): string {
  return mathml.replace(LETTERS, (whole, element, before, variant, after, letters: string) => {
    if (variant === "normal" || !(variant in ALPHABETS)) return whole;
    const signs = [...letters].map((sign) => signOf(sign, variant)).join("");
    return `<${element}${before}${after}>${signs}<`;
  });
}
