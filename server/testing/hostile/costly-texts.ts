/** Repeats a text as often as fits into a length. */
export const fill = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length));

/** The head of a table with this many columns. */
export const columns = (count: number) => `|${"a|".repeat(count)}\n|${"-|".repeat(count)}\n`;

/** Characters of the longest texts in Markdown: agendas and notes. */
const LONGEST = 20_000;

/** Markdown that would be costly to render without limits, each source with a name. */
export const COSTLY_MARKDOWN: readonly [string, string][] = [
  ["stars", fill("**a*", LONGEST)],
  ["underscores", fill("_a_ ", LONGEST)],
  ["opening brackets", fill("[", LONGEST)],
  ["half links", fill("[a](", LONGEST)],
  ["images", fill("![a](b)", LONGEST)],
  ["quotes in quotes", fill("> ", LONGEST)],
  ["lists in lists", fill(`${"- ".repeat(19)}a\n`, LONGEST)],
  ["quotes in lists", fill(`${"> - ".repeat(12)}a\n`, LONGEST)],
  ["tasks", fill("- [x] a\n", LONGEST)],
  ["headings", fill("#\n", LONGEST)],
  ["notes", Array.from({ length: 1500 }, (_, at) => `[^${at}]: [^1]\n`).join("")],
  ["notes in notes", fill("[^1]: ", LONGEST)],
  ["references to a note", `[^1]: a\n\n${fill("[^1]", LONGEST - 20)}`],
  ["half notes", fill("[^1", LONGEST)],
  ["backslashes", fill("\\", LONGEST)],
  ["half round formulas", fill("\\(a b ", LONGEST)],
  ["half square formulas", fill("\\[", LONGEST)],
  ["half formulas on their own", fill("$$\n", LONGEST)],
  ["formulas with half texts", fill("$\\text{", LONGEST)],
  ["stars beside other scripts", fill("**「漢", LONGEST)],
  ["stars beside formulas", `$x$${fill("**$x", LONGEST - 3)}`],
  ["addresses beside other scripts", fill("https://a.b。", LONGEST)],
  ["pieces of code", fill("```js\na(\n```\n", LONGEST)],
  ["backticks", Array.from({ length: 140 }, (_, at) => `${"`".repeat(at)} `).join("")],
  ["dollars", fill("$", LONGEST)],
  ["half formulas", fill("$a ", LONGEST)],
  ["escaped dollars", `$${fill("\\$", LONGEST - 1)}`],
  ["angle brackets", fill("<a", LONGEST)],
  ["addresses without an end", fill("https://a.b/(", LONGEST)],
  ["addresses", fill("http://a.b ", LONGEST)],
  ["brackets in an address", `http://a.b/${fill("(", 9000)}`],
  ["a table of 65,000 cells", columns(1000) + fill("a\n", LONGEST - 5000)],
  ["a long table", columns(20) + fill("a\n", LONGEST - 100)],
  ["recursion", "$\\def\\a{\\a\\a}\\a$"],
  ["growth", `$\\def\\a{${"x".repeat(4000)}}${"\\a".repeat(90)}$`],
  ["growth by arguments", `$\\newcommand\\a[1]{${"#1".repeat(400)}}\\a{\\a{\\a{x}}}$`],
  ["a huge rule", `$${fill("\\rule{9999em}{9999em}", 1100)}$`],
  ["braces", `$${"{".repeat(500)}${"}".repeat(500)}$`],
  ["fractions in fractions", `$${"\\frac{".repeat(120)}a${"}b".repeat(120)}$`],
  ["styles in styles", `$${fill("\\displaystyle ", 1150)}$`],
  ["a wide matrix", `$\\begin{matrix}${"a&".repeat(399)}\\end{matrix}$`],
  ["many wide matrices", `$\\begin{matrix}${"&".repeat(190)}\\end{matrix}$ `.repeat(13)],
  ["a high matrix", `$\\begin{matrix}${"\\\\".repeat(570)}\\end{matrix}$`],
  ["indices", `$${"a_b".repeat(390)}$\n\n$${"a_b".repeat(390)}$`],
  ["primes", `$${"a'".repeat(590)}$\n\n$${"a'".repeat(590)}$`],
  ["small formulas", "$a_b$ ".repeat(100)],
];

/** Pieces of code that are costly to highlight when they are repeated. */
const PIECES = ["(", '"', "<", "{", "$", "`", "a.", "1_", "0x", "[", "a ", "/*", "\\", "#", "@"];

/** Languages with the riskiest grammars for highlighting. */
export const COSTLY_LANGUAGES = [
  ...(["python", "java", "javascript", "cpp", "julia"] as const),
  ...(["latex", "sql", "yaml", "matlab", "xml"] as const),
];

/** Code of the greatest length that is highlighted. */
export const COSTLY_CODES: readonly string[] = PIECES.map((piece) =>
  Array.from({ length: 20 }, () => fill(piece, 240)).join("\n"),
);

/** JSON texts of a million characters, all of them quotation marks and backslashes. */
export const COSTLY_JSON: readonly string[] = [`"${'\\"'.repeat(500_000)}`, '"'.repeat(1_000_000)];

/** Texts to search for a quotation: one has nothing in common with it, and one consists of it. */
export const COSTLY_QUOTATIONS = [
  {
    text: "z".repeat(20_000),
    selector: { exact: "ab ".repeat(333), prefix: "x".repeat(48), suffix: "y".repeat(48) },
  },
  {
    text: "ab".repeat(5000),
    selector: { exact: "ab", prefix: "ba".repeat(24), suffix: "" },
  },
] as const;
