import { type Browser, expect, type Locator, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { groupOf, sharedDatabase, sql, type Visitor, visit, visitor } from "./site";

// The author of a reply by email finds the part that was cut off folded under the comment.

const CUT = `On 28/11/2026, Ada wrote:\n> Is it smooth?\n\nhttps://example.org/${"long".repeat(40)}`;

interface World {
  ada: Visitor;
  comment: Locator;
  path: string;
  answered(cut: string): Promise<void>;
  kept(): Promise<{ body: string; quotedText: string | null }>;
}

/** Makes a comment in a new group. */
async function world(browser: Browser): Promise<World> {
  const ada = await visitor(browser, "ada");
  const { slug } = await groupOf([[ada, "owner"]], "The answering ones");
  const { tables } = await sharedDatabase();
  const made = await paper({ title: "On Answering" }, tables);
  const path = `/groups/${slug}/threads/${made.slug}`;
  await visit(ada.page, path);
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("Only in part.");
  await ada.page.getByRole("button", { name: "Comment", exact: true }).click();
  const comment = ada.page.getByRole("article", { name: "Comment by Ada Okafor" });
  await expect(comment.getByRole("button", { name: /^More actions for/ })).toBeVisible();
  const mine = `WHERE "authorId" = '${ada.id}'`;
  return {
    ada,
    comment,
    path,
    answered: async (cut) => {
      await sql(`UPDATE "Comment" SET "quotedText" = $1 ${mine}`, [cut]);
      await visit(ada.page, path);
      await comment.getByText("Quoted text removed").click();
    },
    kept: async () => {
      const [row] = await sql<{ body: string; quotedText: string | null }>(
        `SELECT body, "quotedText" FROM "Comment" ${mine}`,
      );
      return row as { body: string; quotedText: string | null };
    },
  };
}

test("the part that was cut off is added to the comment", async ({ browser }) => {
  const { ada, comment, answered, kept } = await world(browser);
  await answered(CUT);
  await expect(comment.getByText("Is it smooth?")).toBeVisible();
  await expectAccessible(ada.page);
  for (const width of [1280, 360]) {
    await ada.page.setViewportSize({ width, height: 800 });
    expect(await tooWide(ada.page)).toBe(0);
  }

  await comment.getByRole("button", { name: "Add it to the comment" }).click();
  const box = comment.getByRole("textbox", { name: "Your comment" });
  await expect(box).toHaveValue(`Only in part.\n\n${CUT}`);
  expect((await kept()).quotedText).toBe(CUT);
  await box.fill("Only in part.\n\n> Is it smooth?");
  await comment.getByRole("button", { name: "Save" }).click();
  await expect(comment.locator("blockquote")).toHaveText("Is it smooth?");
  await expect(comment.getByText("Quoted text removed")).toHaveCount(0);
  expect(await kept()).toEqual({ body: "Only in part.\n\n> Is it smooth?", quotedText: null });
});

test("the part that was cut off is deleted", async ({ browser }) => {
  const { ada, comment, path, answered, kept } = await world(browser);
  await answered(CUT);
  await comment.getByRole("button", { name: "Delete it" }).click();
  await expect(comment.getByText("Quoted text removed")).toHaveCount(0);
  await expect.poll(kept).toEqual({ body: "Only in part.", quotedText: null });
  await visit(ada.page, path);
  await expect(comment).toContainText("Only in part.");
  await expect(comment.getByText("Quoted text removed")).toHaveCount(0);
});
