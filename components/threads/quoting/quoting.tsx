"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { QUOTE_MAX } from "@/server/threads/rules";
import type { Mark, QuoteInput } from "@/server/threads/schema";
import { findQuote, selectorOf } from "./anchor";
import { goToComposer } from "./go-to-composer";
import { markQuotes, showQuote } from "./marks";
import { selectedSpan, shownText } from "./shown-text";

/** Quotable parts of a page, named in the attribute `data-quotable` of their element. */
type Quotable = "title" | "abstract";

interface Quoting {
  /** The selected words for the next comment. */
  quote: QuoteInput | null;
  setQuote: (quote: QuoteInput | null) => void;
  /** Highlights the quotations of a thread. */
  mark: (quotes: readonly Mark[]) => void;
  /** Scrolls to the words of a quotation. @returns whether they are still there */
  show: (quote: QuoteInput) => boolean;
}

const QuotingContext = createContext<Quoting | null>(null);

/** Returns a function that scrolls to a quotation; null on a page without the text. */
export function useShowQuote(): Quoting["show"] | null {
  return useContext(QuotingContext)?.show ?? null;
}

/** Whether the words of a quotation are no longer on a page that shows their text. */
export function useIsGone(quote: QuoteInput): boolean {
  const hasText = useContext(QuotingContext) !== null;
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    if (hasText) setGone(elementOf(quote.source) !== null && findOnPage(quote) === null);
  }, [hasText, quote]);
  return isGone;
}

/** Holds the quote for the next comment, and highlights the quotations of the thread in the text. */
export function useQuote(quotes: readonly Mark[]): Pick<Quoting, "quote" | "setQuote"> {
  const page = useContext(QuotingContext);
  const [own, setOwn] = useState<QuoteInput | null>(null);
  useEffect(() => page?.mark(quotes), [page?.mark, quotes]);
  return page ?? { quote: own, setQuote: setOwn };
}

function elementOf(source: string): Element | null {
  return document.querySelector(`[data-quotable="${source}"]`);
}

/** Finds the words of a quotation on the page; null if they are gone. */
function findOnPage(quote: Mark) {
  const element = elementOf(quote.source);
  if (!element) return null;
  const shown = shownText(element);
  const span = findQuote(shown.text, quote);
  return span && { element, shown, span };
}

const NONE: readonly Mark[] = [];

/** Lets readers quote title and abstract, and highlights existing quotations. */
export function QuotingProvider({ children }: { children: ReactNode }) {
  const [quote, setQuote] = useState<QuoteInput | null>(null);
  const [quotes, mark] = useState(NONE);
  const show = useCallback((wanted: QuoteInput) => {
    const at = findOnPage(wanted);
    if (at) showQuote(at.element, at.shown, at.span);
    return at !== null;
  }, []);
  useEffect(
    () =>
      markQuotes(
        quotes.flatMap((one) => {
          const at = findOnPage(one);
          return at ? [at] : [];
        }),
      ),
    [quotes],
  );
  const quoting = useMemo(() => ({ quote, setQuote, mark, show }), [quote, show]);
  return (
    <QuotingContext value={quoting}>
      {children}
      <QuoteBar
        onQuote={(words) => {
          setQuote(words);
          goToComposer();
        }}
      />
    </QuotingContext>
  );
}

/** Reads the current selection as a quote; null if it cannot be quoted. */
function readSelection(): QuoteInput | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  for (const source of ["abstract", "title"] satisfies Quotable[]) {
    const element = elementOf(source);
    if (!element || !range.intersectsNode(element)) continue;
    const shown = shownText(element);
    const span = selectedSpan(shown, range);
    const selector = span && selectorOf(shown.text, span);
    if (selector) return { source, ...selector, place: "" };
  }
  return null;
}

const SHOWN = 90;

/** Bar at the foot of the window while quotable words are selected. */
function QuoteBar({ onQuote }: { onQuote: (quote: QuoteInput) => void }) {
  const [words, setWords] = useState<QuoteInput | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setWords(readSelection()), 200);
    };
    document.addEventListener("selectionchange", look);
    // Words may have been selected before the page was awake.
    look();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", look);
    };
  }, []);
  if (!words) return null;
  const tooLong = words.exact.length > QUOTE_MAX;
  return (
    <section
      aria-label="Selected words"
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface px-4 py-3 shadow-[0_-4px_16px_rgb(0_0_0/0.12)]"
    >
      <div className="mx-auto flex max-w-3xl flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-60 truncate text-muted text-sm">
          {tooLong ? (
            `This is too long for one quotation: select at most ${QUOTE_MAX} characters.`
          ) : (
            <q>{words.exact.length > SHOWN ? `${words.exact.slice(0, SHOWN)}…` : words.exact}</q>
          )}
        </p>
        {tooLong ? null : (
          <button
            type="button"
            className="min-h-10 rounded-md bg-accent px-4 font-medium text-on-accent"
            // Pressing the button would otherwise clear the selection before the click.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              onQuote(words);
              document.getSelection()?.removeAllRanges();
              setWords(null);
            }}
          >
            Comment on these words
          </button>
        )}
      </div>
    </section>
  );
}
