import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects that nothing serious keeps anybody from using this page (axe, WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingSerious(page, { type: "tag", values: STANDARDS });
}

/** Expects enough contrast, on a page that axe has judged in other colours: nothing else can have changed. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothingSerious(page, { type: "rule", values: ["color-contrast"] });
}

async function expectNothingSerious(page: Page, runOnly: RunOptions["runOnly"]): Promise<void> {
  // A fading message has no contrast to speak of: it is judged at rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Asked for violations only, axe does not describe all that is as it should be. The one frame of the site
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

/** By how many pixels the page is wider than the screen. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
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
