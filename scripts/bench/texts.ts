import {
  COSTLY_CODES,
  COSTLY_JSON,
  COSTLY_LANGUAGES,
  COSTLY_MARKDOWN,
  COSTLY_QUOTATIONS,
} from "@/server/testing/hostile/costly-texts";
import { BOMB_TEXTS } from "@/server/testing/hostile/math-bombs";
import { type Bench, type Bounded, checkBounds } from "./measure";

/** Most milliseconds of processor time for costly texts. */
export const texts: Bench = async (_say, { report }) => {
  const { renderMarkdown } = await import("@/server/platform/text/markdown");
  const { renderAbstract } = await import("@/server/papers/abstracts/rules");
  const { inPlainSigns } = await import("@/server/papers/abstracts/plain-signs");
  const { highlightCode } = await import("@/server/platform/text/code");
  const { isTooMuch } = await import("@/server/door/wire");
  const { findQuote } = await import("@/components/threads/quoting/anchor");
  const kinds: Record<string, Bounded[]> = {
    "abstracts to keep": BOMB_TEXTS.map(([name, text]) => ({
      name,
      mostMs: 100,
      work: () => void renderAbstract(text),
    })),
    "abstracts in plain signs": BOMB_TEXTS.map(([name, text]) => ({
      name,
      mostMs: 20,
      // Uses the length of text that a digest reads.
      work: () => void inPlainSigns(text.slice(0, 600)),
    })),
    Markdown: [...COSTLY_MARKDOWN, ...BOMB_TEXTS].map(([name, source]) => ({
      name,
      mostMs: 100,
      work: () => {
        try {
          renderMarkdown(source);
        } catch {
          // Some texts are refused, which has a cost too.
        }
      },
    })),
    "code to colour": COSTLY_LANGUAGES.flatMap((language) =>
      COSTLY_CODES.map((code) => ({
        name: `${language}, ${code.slice(0, 4)}`,
        mostMs: 250,
        work: () => void highlightCode(code, language),
      })),
    ),
    "depth of JSON": [
      {
        name: "all",
        mostMs: 2000,
        work: () => COSTLY_JSON.forEach((text) => void isTooMuch(text)),
      },
    ],
    "quotations to find": [
      {
        name: "all",
        mostMs: 1500,
        work: () =>
          COSTLY_QUOTATIONS.forEach(({ text, selector }) => void findQuote(text, selector)),
      },
    ],
  };
  for (const [kind, pieces] of Object.entries(kinds)) checkBounds(report, kind, pieces);
};
