// A separate process, as a site is one, with the model that its environment chooses: node switcher.mjs. It lets the model
// read papers, run after run, until it serves, and searches meanwhile. Prints each search and its hits as a line of
// JSON, and how many papers the model read in this process at the end.
import { register } from "tsx/esm/api";

register({ tsconfig: "scripts/tsconfig.json" });
const { readForMeaning } = await import("../papers/meaning/commands.ts");
const { closeMeaning, readMeaningProgress } = await import("../papers/meaning/queries.ts");
const { searchWithMeaning } = await import("../papers/search/queries.ts");
const { disconnect } = await import("../platform/database/db.ts");
const { closeLive, liveHub } = await import("../platform/live.ts");

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
/** Searches of a process: there is another one that searches all the time. */
const SEARCHES = 30;
let isOver = false;
async function search() {
  for (let count = 0; !isOver && count < SEARCHES; count++) {
    const q = `${count % 2 === 0 ? "marine" : "astronomy"} ${"!".repeat(count)}`;
    say({ q, hits: await searchWithMeaning(q, 10) });
  }
}

await liveHub().connected();
const searching = search();
let read = 0;
for (;;) {
  read += await readForMeaning();
  const { chosenKey, models } = await readMeaningProgress();
  if (models.some(({ key, servesSince }) => key === chosenKey && servesSince)) break;
}
isOver = true;
await searching;
say({ read });
await closeMeaning();
await closeLive();
await disconnect();
