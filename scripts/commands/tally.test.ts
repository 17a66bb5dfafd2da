import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tallyFile } from "@/scripts/runtime/tally-file";

const election = { rule: "approval", candidates: ["b", "a"], votes: [{ approvals: ["a"] }] };
const result = {
  rule: "approval",
  voters: 1,
  abstentions: 0,
  winner: "a",
  tied: ["a"],
  ranking: [["a"], ["b"]],
  scores: { b: 0, a: 1 },
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "colloquy-tally-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const run = (...args: string[]) =>
  spawnSync(process.execPath, [resolve("scripts/run.mjs"), "tally", ...args], { encoding: "utf8" });

it("prints the result of an election, and nothing else", () => {
  const { stdout, stderr, status } = run(file("one.json", election));
  expect({ stdout: JSON.parse(stdout), stderr, status }).toEqual({
    stdout: result,
    stderr: "",
    status: 0,
  });
  expect(stdout.split("\n")).toHaveLength(2);
});

it("counts an election for two seats", () => {
  const votes = [{ approvals: ["a"] }, { approvals: ["b", "a"] }, { approvals: ["c"] }];
  const several = { ...election, seats: 2, candidates: ["a", "b", "c"], votes };
  const { stdout, status } = run(file("several.json", several));
  expect(JSON.parse(stdout)).toMatchObject({ seats: 2, chosen: ["a", "c"] });
  expect(status).toBe(0);
});

it("prints one line per case, in order", () => {
  const history = {
    rule: "perpetual-pav",
    rounds: [{ candidates: ["a"], votes: [{ voter: "v", approvals: ["a"] }] }],
  };
  const cases = [
    { name: "second first", election: history, expected: "is passed over" },
    { name: "two\nlines", election },
    { name: "two\nlines", election },
  ];
  const { stdout, status } = run(
    file("cases.json", `\uFEFF${JSON.stringify({ format: 1, cases })}`),
  );
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(status).toBe(0);
  expect(lines).toEqual([
    {
      name: "second first",
      result: expect.objectContaining({ turnout: [{ voters: 1, abstentions: 0 }] }),
    },
    { name: "two\nlines", result },
    { name: "two\nlines", result },
  ]);
  expect(run(file("none.json", { format: 1, cases: [] }))).toMatchObject({ stdout: "", status: 0 });
});

it("is run by npm from any folder of the repository", () => {
  mkdirSync(join(dir, "deep"), { recursive: true });
  file("deep/one.json", election);
  const npm = spawnSync("npm", ["--prefix", resolve("."), "run", "-s", "tally", "--", "one.json"], {
    cwd: join(dir, "deep"),
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, INIT_CWD: undefined, npm_lifecycle_event: undefined },
  });
  expect({ ...JSON.parse(npm.stdout), status: npm.status }).toEqual({ ...result, status: 0 });
});

const bad = (votes: unknown[]) => ({ ...election, votes });
const WRONG: [string, unknown, string][] = [
  ["no JSON", '{"rule":\n', "wrong.json is not JSON: "],
  ["nothing", "", "wrong.json is not JSON: "],
  [
    "neither kind",
    { candidates: [] },
    "wrong.json contains neither an election (rule, …) nor cases",
  ],
  ["a list", [election], "wrong.json contains neither"],
  ["an unknown rule", { ...election, rule: "dice" }, "wrong.json: rule: must be one of approval"],
  [
    "a bad vote",
    bad([{ approvals: [] }, { approvals: ["x\ny"] }]),
    'wrong.json: votes[1].approvals[0]: "x\\ny" is not a candidate',
  ],
  [
    "a bad case",
    {
      format: 1,
      cases: [
        { name: "good", election },
        { name: "bad\none", election: bad([{ count: 0, approvals: [] }]) },
      ],
    },
    'wrong.json: case "bad\\none", cases[1].election.votes[0].count: must be a positive whole number',
  ],
  [
    "a case without an election",
    { format: 1, cases: [{ name: "bad" }] },
    'case "bad", cases[0].election: is missing',
  ],
  [
    "a case without a name",
    { format: 1, cases: [{ election }] },
    "wrong.json: cases[0].name: must be text",
  ],
  ["a case that is none", { format: 1, cases: [7] }, "wrong.json: cases[0]: must be an object"],
  ["cases that are none", { format: 1, cases: {} }, "wrong.json: cases: must be a list"],
  ["another format", { format: 2, cases: [] }, "wrong.json: format: must be 1"],
];

it.each(WRONG)("reports the error in one line: %s", async (_, content, said) => {
  file("wrong.json", content);
  const thrown: unknown = await tallyFile("wrong.json", dir).catch((error) => error);
  expect(thrown).toMatchObject({ message: expect.stringContaining(said), exitCode: 2 });
  expect((thrown as Error).message).not.toMatch(/\n/);
});

it("prints the error on standard error, and exits with 2", () => {
  const { stdout, stderr, status } = run(join(dir, "missing.json"));
  expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  expect(stderr).toMatch(/missing\.json cannot be read \(ENOENT\)\.\n$/);
  expect(stderr.split("\n")).toHaveLength(2);
});

it("asks for the file if none is named", async () => {
  await expect(tallyFile(undefined, dir)).rejects.toMatchObject({
    message: expect.stringContaining("npm run tally --"),
    exitCode: 2,
  });
});
