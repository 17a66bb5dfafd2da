import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importsOf, writtenIn } from "./checks/house";

/** Most files from the page to the table, by the procedure that the act calls. */
const MOST: Record<string, number> = {
  "ballots.vote": 10,
  "threads.add": 12,
  "papers.upvote": 10,
  "digests.create": 10,
};

/** The table of docs/architecture.md: the files of each act, from its page to its table. */
function readStops(page: string): Map<string, string[]> {
  const [, section = ""] = page.split("\n## From the page to the table\n");
  const rows = section
    .split("\n## ")[0]
    ?.split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").slice(2, -1));
  const inTicks = (cell = "") => /`([^`]+)`/.exec(cell)?.[1] ?? null;
  const [heads = [], , ...stops] = rows ?? [];
  return new Map(
    heads.map((head, at) => [
      inTicks(head) ?? "",
      stops.flatMap((stop) => inTicks(stop[at]) ?? []),
    ]),
  );
}

const withoutEnding = (file: string) => file.replace(/\.tsx?$/, "");
const STOPS = readStops(readFileSync("docs/architecture.md", "utf8"));

it("the table has each act", () => {
  expect([...STOPS.keys()]).toEqual(Object.keys(MOST));
});

describe.each([...STOPS])("%s", (procedure, stops) => {
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const [code, table = ""] = [stops.slice(0, -1), stops.at(-1)];

  it("goes through few files, and they exist", () => {
    expect(stops.filter((file) => !existsSync(file))).toEqual([]);
    expect(stops.length).toBeGreaterThan(7);
    expect(stops.length).toBeLessThanOrEqual(MOST[procedure] ?? 0);
  });

  it("reaches each file from one above it", () => {
    const lost = code.slice(1).filter((file, at) => {
      const above = code.slice(0, at + 1);
      return !above.some((one) => importsOf(one, read(one)).includes(withoutEnding(file)));
    });
    expect(lost).toEqual([]);
  });

  it("is called by the last file before the wire", () => {
    const caller = code[code.indexOf("trpc/client.ts") - 1] ?? "";
    expect(read(caller)).toContain(`trpc.${procedure}.mutationOptions(`);
  });

  it("reaches the command that the router calls, and the table that the command writes", () => {
    const find = (name: string) => read(code.find((file) => file.endsWith(name)) ?? "");
    const command = find("/commands.ts");
    const inRouter = new RegExp(String.raw`\n  ${procedure.split(".")[1]}: [^]*?=>\s*(\w+)\(`);
    const [, called = "nothing"] = inRouter.exec(find("/router.ts")) ?? [];
    expect(command).toMatch(new RegExp(String.raw`^export (async )?function ${called}\(`, "m"));
    const models = [...read(table).matchAll(/^model (\w+)/gm)].map(([, name = ""]) => name);
    expect(writtenIn(command).filter((name) => models.includes(name))).not.toEqual([]);
  });
});
