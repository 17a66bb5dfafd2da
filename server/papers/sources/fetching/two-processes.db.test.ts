import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { standInSources } from "@/server/testing/sources";

const address = ownDatabase();
const sources = standInSources();
const run = promisify(execFile);
const NOW = Date.parse("2026-05-17T12:00:00Z");

/** Asks for papers in a process of its own. @returns the outcomes */
async function fetchApart(ids: string[]): Promise<string[]> {
  const file = resolve("server/testing/fetcher.mjs");
  const env = {
    ...process.env,
    DATABASE_URL: address(),
    LOG_LEVEL: "silent",
  };
  const args = [file, String(sources.port()), String(NOW), ...ids];
  const { stdout } = await run(process.execPath, args, { env });
  return JSON.parse(stdout);
}

const from = (host: string) => sources.asked.filter((asked) => asked.startsWith(host)).length;

// The clock of both stands still, so that all of this happens within one second.
it("two processes keep the limits of a source together", async () => {
  let open = 0;
  let most = 0;
  sources.answerWith((asked, answer) => {
    const isArxiv = asked.headers.host?.startsWith("export.arxiv.org") ?? false;
    if (isArxiv) open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      if (isArxiv) open -= 1;
      answer.writeHead(404).end();
    });
  });
  const ids = (tag: string) => [
    ...Array.from({ length: 4 }, (_, at) => `arxiv:2401.0${tag}00${at}`),
    ...Array.from({ length: 12 }, (_, at) => `openalex:W${tag}00${at}`),
  ];
  const both = await Promise.all([fetchApart(ids("1")), fetchApart(ids("2"))]);
  // arXiv is asked once in three seconds, OpenAlex five times a second.
  expect(from("export.arxiv.org")).toBe(1);
  expect(most).toBe(1);
  expect(from("api.openalex.org")).toBe(5);
  const outcomes = both.flat();
  expect(outcomes.filter((outcome) => outcome === "no such paper")).toHaveLength(6);
  expect(outcomes.filter((outcome) => outcome === "no answer")).toHaveLength(26);
});
