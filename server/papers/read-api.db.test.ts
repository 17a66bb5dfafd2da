import { beforeAll, describe, expect, it } from "vitest";
import { findPapers } from "@/server/api/routes/papers";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { searchInput } from "./schema";
import { searchPapers } from "./search/queries";

ownDatabase();

beforeAll(async () => {
  await importPapers(
    Array.from({ length: 60 }, (_, n) => ({
      title: `Ballots ${n}`,
      abstract: n % 2 ? "On voting." : "On reading.",
      authors: [],
    })),
  );
});

function ask(query: string, ip: string = crypto.randomUUID()): Promise<Response> {
  const headers = { "x-colloquy-client-ip": ip };
  return findPapers(new Request(`http://localhost/api/v1/papers${query}`, { headers }));
}

describe("GET /api/v1/papers", () => {
  it("answers the results of the search box, best first", async () => {
    const answer = await ask("?q=ballots%20voting&limit=5");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    const { papers, ...rest } = await answer.json();
    expect(rest).toEqual({});
    const found = await searchPapers(searchInput.parse({ q: "ballots voting", limit: 5 }), "me");
    expect(papers).toEqual(
      found.map(({ id, title, slug, score }) => ({
        id,
        title,
        url: expect.stringMatching(new RegExp(`^https?://[^/]+/papers/${slug}$`)),
        score,
      })),
    );
    expect(papers).toHaveLength(5);
  });

  it("returns twenty results by default, and up to fifty", async () => {
    expect((await (await ask("?q=ballots")).json()).papers).toHaveLength(20);
    expect((await (await ask("?q=ballots&limit=50")).json()).papers).toHaveLength(50);
  });

  it("finds nothing for an empty query", async () => {
    expect(await (await ask("")).json()).toEqual({ papers: [] });
    expect(await (await ask("?q=")).json()).toEqual({ papers: [] });
  });

  it.each(["0", "51", "-1", "1.5", "many", "", "1e9", "NaN"])(
    "says 400 to a limit of %j",
    async (limit) => {
      const answer = await ask(`?q=ballots&limit=${limit}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        error: "The limit has to be a whole number from 1 to 50.",
      });
    },
  );

  it.each(["%00", "a".repeat(201)])("says 400 to q=%s", async (q) => {
    const answer = await ask(`?q=${q}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^The search text/) });
  });

  it("answers 429 with a time to retry to callers who ask too often, and to nobody else", async () => {
    const ip = "198.51.100.7";
    const answers = await Promise.all(Array.from({ length: 130 }, () => ask("?q=zz", ip)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    const wait = Number(refused[0]?.headers.get("Retry-After"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refused[0]?.json()).toEqual({ error: expect.stringMatching(/Try again in/) });
    expect((await ask("?q=zz", "198.51.100.8")).status).toBe(200);
  });
});
