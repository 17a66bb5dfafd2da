import { afterEach, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { standInSources } from "@/server/testing/sources";
import { fetchRecord } from "./commands";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };

afterEach(() => {
  delete process.env.OPENALEX_API_KEY;
  delete process.env.SEMANTIC_SCHOLAR_API_KEY;
  forgetEnv();
});

it("a key goes to its source, not to where that leads, and is not kept with the answer", async () => {
  process.env.OPENALEX_API_KEY = "open-1";
  process.env.SEMANTIC_SCHOLAR_API_KEY = "scholar-2";
  forgetEnv();
  const keys: unknown[] = [];
  sources.answerWith((asked, answer) => {
    keys.push(asked.headers["x-api-key"]);
    const isFirst = sources.asked.length === 1;
    if (isFirst) answer.writeHead(302, { Location: "https://api.openalex.org/elsewhere" }).end();
    else answer.writeHead(404).end();
  });
  await fetchRecord({ type: "semanticscholar", value: "CorpusID:12" }, using);
  expect(keys).toEqual(["scholar-2", undefined]);
  await fetchRecord({ type: "openalex", value: "W12" }, using);
  expect(keys).toEqual(["scholar-2", undefined, undefined]);
  expect(sources.asked[2]).toContain("api_key=open-1");
  expect(sources.asked.slice(0, 2).join()).not.toContain("api_key");
  const kept = await db.sourceAnswer.findMany({ select: { address: true } });
  expect(kept).toHaveLength(2);
  expect(JSON.stringify(kept)).not.toContain("open-1");
});
