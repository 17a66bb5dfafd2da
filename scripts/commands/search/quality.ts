// `npm run search:quality -- FILE`: says how well questions of a file find their papers (docs/operations.md): by words
// alone, by the model that serves, and by the one that the settings choose. If that has not read all papers yet, this
// lets it read them, without letting it serve.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { databaseForCommand } from "@/scripts/runtime/postgres/reach";
import { questionsFile } from "@/server/papers/meaning/schema";

const { npm_lifecycle_event: script, INIT_CWD: called } = process.env;
const from = (script === "search:quality" && called) || ".";
const name = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!name) throw new Error("Name the file of questions: npm run search:quality -- FILE.json");
const questions = questionsFile.safeParse(await readQuestions(resolve(from, name)));
if (!questions.success) {
  const [issue] = questions.error.issues;
  throw new Error(`${name}: ${issue?.path.join(".")} ${issue?.message}`);
}
const { url, done } = await databaseForCommand();
try {
  await migrate(url);
  const { measureMeaning } = await import("@/server/papers/search/quality/queries");
  const { disconnect } = await import("@/server/platform/database/db");
  try {
    const say = (line: string) => console.error(`… ${line}`);
    const { ways, unknown } = await measureMeaning(questions.data, say);
    for (const slug of unknown) console.error(`There is no paper /papers/${slug}.`);
    const kinds = [...(ways[0]?.measured.kinds ?? [])].map(([kind]) => kind);
    const width = Math.max(12, ...kinds.map((kind) => kind.length)) + 2;
    const column = (text: string) => text.padStart(24);
    console.log("Reciprocal rank and recall among ten".padEnd(width));
    console.log("".padEnd(width) + ways.map((way) => column(way.name.slice(0, 22))).join(""));
    for (const kind of kinds) {
      const figures = ways.map(({ measured }) => {
        const { rank = 0, recall = 0 } = measured.kinds.get(kind) ?? {};
        return column(`${rank.toFixed(3)} ${recall.toFixed(3)}`);
      });
      console.log(kind.padEnd(width) + figures.join(""));
    }
    const found = ways.map(({ measured }) =>
      column(`${measured.foundByMeaning} of ${measured.unanswerable}`),
    );
    console.log("no answer, but found by meaning");
    console.log("".padEnd(width) + found.join(""));
  } finally {
    await disconnect();
  }
} finally {
  await done();
}

async function readQuestions(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read (${error.code}).`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
}
