/** As much of a text as fits into a length. */
export const fill = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length));

/** The head of a table of so many columns. */
export const columns = (count: number) => `|${"a|".repeat(count)}\n|${"-|".repeat(count)}\n`;

/** Sources of Markdown that cost much where nothing bounds them, each with a name. */
export const COSTLY_MARKDOWN: readonly [string, string][] = [
  ["stars", fill("**a*", 10_000)],
  ["underscores", fill("_a_ ", 10_000)],
  ["opening brackets", fill("[", 10_000)],
  ["half links", fill("[a](", 10_000)],
  ["images", fill("![a](b)", 10_000)],
  ["quotes in quotes", fill("> ", 10_000)],
  ["backticks", Array.from({ length: 140 }, (_, at) => `${"`".repeat(at)} `).join("")],
  ["dollars", fill("$", 10_000)],
  ["half formulas", fill("$a ", 10_000)],
  ["escaped dollars", `$${fill("\\$", 9999)}`],
  ["angle brackets", fill("<a", 10_000)],
  ["addresses without an end", fill("https://a.b/(", 10_000)],
  ["addresses", fill("http://a.b ", 10_000)],
  ["brackets in an address", `http://a.b/${fill("(", 9000)}`],
  ["a table of 65,000 cells", columns(1000) + fill("a\n", 5000)],
  ["a long table", columns(20) + fill("a\n", 9900)],
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

/** Pieces of code that are costly to colour when they are repeated. */
const PIECES = ["(", '"', "<", "{", "$", "`", "a.", "1_", "0x", "[", "a ", "/*", "\\", "#", "@"];

/** Languages whose colouring has the most to go wrong. */
export const COSTLY_LANGUAGES = [
  ...(["python", "java", "javascript", "cpp", "julia"] as const),
  ...(["latex", "sql", "yaml", "matlab", "xml"] as const),
];

/** Codes as long as one that is coloured may be. */
export const COSTLY_CODES: readonly string[] = PIECES.map((piece) =>
  Array.from({ length: 20 }, () => fill(piece, 240)).join("\n"),
);

/** JSON texts of a million signs that are nothing but quotation marks and backslashes. */
export const COSTLY_JSON: readonly string[] = [`"${'\\"'.repeat(500_000)}`, '"'.repeat(1_000_000)];

/** Texts in which a quotation is searched: one that has nothing in common with it, and one that is nothing else. */
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
