import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { crossref } from "../server/papers/sources/crossref";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { sharedDatabase, sql, visit, visitor } from "./site";

// The site of the journeys reaches no source. The answer of Crossref is where the site keeps it for a week.

/** Keeps an answer of Crossref, as if the site had asked it for a reference before. */
async function keepAnswer(reference: string, ...items: object[]): Promise<void> {
  const address = crossref.search.addressOf(reference, null);
  await sql(
    `INSERT INTO "SourceAnswer" (key, source, address, status, body, "fetchedAt")
      VALUES ($1, 'Crossref', $2, 200, $3, now())`,
    [
      createHash("sha256").update(address).digest("hex"),
      address,
      JSON.stringify({ message: { items } }),
    ],
  );
}

const work = (DOI: string, title: string, year: number) => ({
  ...{ DOI, title: [title], type: "journal-article", abstract: "<p>We plant trees.</p>" },
  author: [{ given: "Ada", family: "Muster" }],
  "container-title": ["Journal of Examples"],
  issued: { "date-parts": [[year]] },
});

test("a reference in words may mean several papers, of which a person chooses one", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const tag = crypto.randomUUID().slice(0, 8);
  const known = await paper({ title: `Orchards ${tag}` }, tables);
  const title = `Trees of the north ${tag}`;
  const reference = `Muster, A. (2019). ${title}. Journal of Examples 3, 1-9.`;
  await keepAnswer(
    reference,
    work(`10.5555/first.${tag}`, title, 2018),
    work(`10.5555/second.${tag}`, `${title}: journal of examples`, 2019),
    work(`10.5555/another.${tag}`, known.title, 2019),
  );
  const { page } = await visitor(browser, "ada", {
    device: { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  });
  await visit(page, "/papers/new");
  await page.getByLabel(/^Paste anything/).fill(reference);
  await page.getByLabel(/^Paste anything/).press("Enter");
  const offered = page.getByRole("region", { name: "From Crossref" });
  await expect(
    offered.getByRole("heading", { name: "Is it one of these, from Crossref?" }),
  ).toBeVisible();
  await expect(offered.getByRole("listitem")).toHaveCount(2);
  await expect(offered.getByText("Ada Muster · Journal of Examples · 2019")).toBeVisible();
  await expectAccessible(page);
  expect(await tooWide(page)).toBe(0);
  const papers = () =>
    sql<{ value: string }>(
      `SELECT i.value FROM "PaperIdentifier" i WHERE i.value LIKE '%' || $1 ORDER BY 1`,
      [tag],
    );
  // Looking adds nothing.
  expect(await papers()).toEqual([]);
  await offered
    .getByRole("button", { name: `It is this one: ${title}: journal of examples` })
    .click();
  await expect(page.getByText("We plant trees.")).toBeVisible();
  await page.getByRole("button", { name: "Add the paper" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: `${title}: journal of examples` }),
  ).toBeVisible();
  expect(await papers()).toEqual([{ value: `10.5555/second.${tag}` }]);

  // Pasted again, the one that was added is known, and the other is still offered.
  await visit(page, "/papers/new");
  await page.getByLabel(/^Paste anything/).fill(reference);
  await page.getByLabel(/^Paste anything/).press("Enter");
  await expect(offered.getByText("In the catalogue already.")).toBeVisible();
  await expect(offered.getByRole("button", { name: `It is this one: ${title}` })).toBeVisible();
});
