import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MIGRATIONS } from "./schema-engine";

// A published migration is never edited: sites that have applied it would not get the change.
// checksums.txt has a line for each, as sha256sum writes it.

it("every migration matches its line in checksums.txt", () => {
  const found = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(MIGRATIONS, name, "migration.sql"));
      return `${createHash("sha256").update(sql).digest("hex")}  ${name}/migration.sql`;
    })
    .toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  const listed = readFileSync(join(MIGRATIONS, "checksums.txt"), "utf8").trimEnd().split("\n");
  // For a new migration, add its line. If others have the migration, leave it unchanged and write another.
  expect(found).toEqual(listed);
});
