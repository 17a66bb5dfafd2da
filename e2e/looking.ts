import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects that axe finds no serious barrier on this page (WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingSerious(page, { type: "tag", values: STANDARDS });
}

/** Expects enough contrast on a page that axe has already judged in other colours; nothing else can differ. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothingSerious(page, { type: "rule", values: ["color-contrast"] });
}

async function expectNothingSerious(page: Page, runOnly: RunOptions["runOnly"]): Promise<void> {
  // The contrast of a fading message cannot be judged, so this waits until it is at rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // With violations only, axe saves the time of describing everything that is correct. The only frame of the site
  // shows an email, and lets no script run.
  const options: RunOptions = { runOnly, resultTypes: ["violations"], iframes: false };
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: typeof axe }).axe.run(given),
    options,
  );
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(serious, page.url()).toEqual([]);
}

/** Measures by how many pixels the page is wider than the screen. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Lists links and buttons lower than 24 pixels, except for links inside a sentence (WCAG 2.5.8). */
export function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("a, button, summary")].flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      const words = target.textContent?.trim() ?? "";
      const around = target.parentElement?.textContent?.trim() ?? "";
      const inSentence = getComputedStyle(target).display === "inline" && around !== words;
      // Lower than three pixels are those for screen readers only.
      return height < 3 || width < 3 || height >= 23.9 || inSentence
        ? []
        : [`${words} (${Math.round(height)} px)`];
    }),
  );
}

/** Collects the errors on a page's console and those that nobody caught. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  return errors;
}
