import { fill } from "./costly-texts";

/** Nests a command with an argument as deeply as it fits. */
const nested = (open: string, close: string, most: number) => {
  const times = Math.floor((most - 1) / (open.length + close.length));
  return `${open.repeat(times)}x${close.repeat(times)}`;
};

/** Formulas of limited length whose HTML is large, or takes long to make. */
export const MATH_BOMBS: readonly [string, (most: number) => string][] = [
  ["definitions", (most) => `\\def\\a{${"x".repeat(most - 60)}}${"\\a".repeat(20)}`],
  ["definitions for all", (most) => `\\gdef\\a#1{#1#1}${nested("\\a{", "}", most - 20)}`],
  ["new commands", (most) => `\\newcommand\\a[1]{#1#1#1}${nested("\\a{", "}", most - 30)}`],
  ["new names", (most) => `\\let\\a\\frac ${fill("\\a12", most - 20)}`],
  ["endless recursion", () => "\\def\\a{\\a\\a}\\a"],
  ["fractions in fractions", (most) => nested("\\frac{", "}x", most)],
  ["fractions without braces", (most) => `${fill("\\frac", most * 0.8)}${fill("x", most * 0.2)}`],
  ["continued fractions", (most) => nested("\\cfrac{1}{1+", "}", most)],
  ["a wide matrix", (most) => `\\begin{matrix}${fill("x&", most - 30)}\\end{matrix}`],
  ["a high matrix", (most) => `\\begin{matrix}${fill("x\\\\", most - 30)}\\end{matrix}`],
  [
    "a wide array",
    (most) => {
      const columns = Math.floor((most - 40) / 3);
      return `\\begin{array}{${"c".repeat(columns)}}${"x&".repeat(columns)}\\end{array}`;
    },
  ],
  ["lines of an array", (most) => `\\begin{array}{c}${fill("\\hline ", most - 30)}\\end{array}`],
  ["matrices in matrices", (most) => nested("\\begin{pmatrix}x&", "\\\\x\\end{pmatrix}", most)],
  ["aligned lines", (most) => `\\begin{aligned}${fill("&=\\\\", most - 30)}\\end{aligned}`],
  ["huge rules", (most) => fill("\\rule{9999em}{9999em}", most)],
  ["huge spaces", (most) => fill("\\hspace{9999em}", most)],
  ["huge kerns", (most) => fill("\\kern9999em ", most)],
  ["raised boxes", (most) => nested("\\raisebox{9em}{$", "$}", most)],
  ["a long sum", (most) => fill("x_1+", most - 1)],
  ["sums", (most) => fill("\\sum_a^b", most)],
  ["indices", (most) => fill("a_b", most)],
  ["primes", (most) => fill("a'", most)],
  ["braces above", (most) => nested("\\overbrace{", "}", most)],
  ["braces below", (most) => nested("\\underbrace{", "}", most)],
  ["lines below", (most) => nested("\\underline{", "}", most)],
  ["hats", (most) => nested("\\widehat{", "}", most)],
  ["arrows above", (most) => fill("\\vec(", most)],
  ["roots", (most) => fill("\\sqrt(", most)],
  ["roots in roots", (most) => nested("\\sqrt{", "}", most)],
  ["long arrows", (most) => fill("\\xtofrom(", most)],
  ["delimiters", (most) => nested("\\left(", "\\right)", most)],
  ["huge delimiters", (most) => fill("\\Bigg(", most)],
  ["boxes", (most) => nested("\\boxed{", "}", most)],
  ["colours", (most) => nested("\\color{red}{", "}", most)],
  ["coloured boxes", (most) => nested("\\fcolorbox{red}{blue}{$", "$}", most)],
  ["styles", (most) => fill("\\displaystyle ", most)],
  ["sizes", (most) => fill("\\Huge x", most)],
  ["moduli", (most) => fill("\\pmod(", most)],
  ["substacks", (most) => nested("\\substack{", "\\\\x}", most)],
  ["logos", (most) => fill("\\LaTeX ", most)],
  ["braces", (most) => nested("{", "}", most)],
  ["accents of text", (most) => `\\text{${fill('\\"a', most - 10)}}`],
  ["letters of many alphabets", (most) => fill("\\mathbb R\\mathcal L", most)],
  ["signs of Unicode", (most) => fill("∑α≤𝔼→", most)],
  ["characters by number", (most) => fill('\\char"221E ', most)],
  ["choices of style", (most) => nested("\\mathchoice{x}{x}{x}{", "}", most)],
  ["negations", (most) => fill("\\not=", most)],
];

/** Abstracts or comments full of one kind of bomb: as many formulas as fit, short enough to be rendered. */
export const BOMB_TEXTS: readonly [string, string][] = [
  ...MATH_BOMBS.flatMap(([name, bomb]): [string, string][] => [
    [name, fill(`$${bomb(490)}$ `, 9900)],
    [`${name}, at once`, `$${bomb(240)}$ $${bomb(1100)}$ and more`],
    [`${name}, displayed`, fill(`$$${bomb(120)}$$\n\n`, 9900)],
  ]),
  ["small formulas", fill("$x$ ", 9900)],
  ["formulas of one sign in brackets", fill("\\(x\\)", 9900)],
  ["signs that open", fill("\\(", 9900)],
  ["signs that open a display", fill("\\[ ", 9900)],
  ["dollars", fill("$", 9900)],
  ["dollars apart", fill("$x ", 9900)],
  ["prices", fill("$5 and $6, ", 9900)],
  ["signs to escape", fill('<&">', 9900)],
  ["blanks", `a${fill(" \n", 9800)}b`],
];
