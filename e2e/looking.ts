import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects that nothing serious keeps anybody from using this page (axe, WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingSerious(new AxeBuilder({ page }).withTags(STANDARDS), page);
}

/** Expects enough contrast, on a page that axe has judged in other colours: nothing else can have changed. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothingSerious(new AxeBuilder({ page }).withRules(["color-contrast"]), page);
}

async function expectNothingSerious(axe: AxeBuilder, page: Page): Promise<void> {
  // A fading message has no contrast to speak of: it is judged at rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // The site has no frames: gathering their findings in a page of its own would double the time.
  const { violations } = await axe.setLegacyMode().analyze();
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
