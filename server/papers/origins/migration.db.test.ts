import { expect, it } from "vitest";
import { databaseBefore } from "@/server/testing/database/old";

const old = databaseBefore("20261130100000_origins");

const ids = {
  poor: "00000000-0000-4000-8000-000000000001",
  whole: "00000000-0000-4000-8000-000000000002",
  first: "00000000-0000-4000-8000-000000000003",
  second: "00000000-0000-4000-8000-000000000004",
};

it("knows only what was corrected, and puts poor papers on the list", async () => {
  await old.query(`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors, venue, version) VALUES
      ('${ids.poor}', 'poor', 'Poor', 'poor', 'Words.', '{}', NULL, 0),
      ('${ids.whole}', 'whole', 'Whole', 'whole', 'Words.', '{Ada}', NULL, 2);
    INSERT INTO "PaperIdentifier" (id, "paperId", type, value) VALUES (gen_random_uuid(), '${ids.whole}', 'doi', '10.1000/a');
    INSERT INTO "PaperChange" (id, "paperId", version, kind, "changedAt") VALUES
      ('${ids.first}', '${ids.whole}', 1, 'edit', '2026-01-01T00:00:00Z'),
      ('${ids.second}', '${ids.whole}', 2, 'edit', '2026-02-01T00:00:00Z');
    INSERT INTO "PaperFieldChange" ("changeId", field, before, after) VALUES
      ('${ids.first}', 'title', '"Hole"', '"Whole"'), ('${ids.first}', 'venue', '""', '"Trees"'),
      ('${ids.first}', 'authors', '[]', '["Ad"]'), ('${ids.second}', 'authors', '["Ad"]', '["Ada"]'),
      ('${ids.second}', 'venue', '"Trees"', '""');`);
  await old.migrate();
  const origins = await old.query(
    `SELECT field::text, kind::text, "changeId", at FROM "PaperOrigin" ORDER BY field::text`,
  );
  expect(origins.rows).toEqual([
    { field: "authors", kind: "correction", changeId: ids.second, at: new Date("2026-02-01") },
    { field: "title", kind: "correction", changeId: ids.first, at: new Date("2026-01-01") },
  ]);
  const waiting = await old.query(
    `SELECT "paperId", outcome::text FROM "PaperCompletion" WHERE "askAt" <= now()`,
  );
  expect(waiting.rows).toEqual([{ paperId: ids.poor, outcome: "waiting" }]);
});
