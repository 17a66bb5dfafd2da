import { freePort } from "@/scripts/runtime/start/data-dir";
import { type Bench, broken, median, type Result } from "../measure";
import { forget, settled, startSite, stopProcess } from "../site";
import { type BareThings, type Server, startBareThings } from "./bare";
import type { Case } from "./case";
import { casesOf } from "./cases";
import { type Call, type Load, query, sendCalls, type Target } from "./load";
import { timeCalls } from "./one-by-one";
import { setStage } from "./stage";
import type { Statement } from "./tape";

const TURNS = 3;
/** Most milliseconds that a page is waited for, before the measurement. */
const PAGE_MS = 30_000;
/** Most seconds that a second start may take. */
const START_SECONDS = 8;
/** Most milliseconds until a search is answered, if no other requests wait. */
const SEARCH_MS = 150;

/**
 * Measures pages, calls and searches of the site as people start it, each in turns with its yardstick:
 * plain Next pages of the same size, or a route handler that sends the same statements.
 */
export function speed(groups: readonly Case["group"][]): Bench {
  return async (say, { world, report }) => {
    const { db, disconnect } = await import("@/server/platform/database/db");
    const { buildWorld } = await import("../world");
    const { buildLargeWorld } = await import("../large/build");
    const ending = new AbortController();
    const port = await freePort();
    const site = `http://localhost:${port}`;
    if (world === "L") await buildLargeWorld(process.env.DATABASE_URL as string);
    else await buildWorld(200);
    const stage = await setStage();
    const cases = (await casesOf(site, stage)).filter(({ group }) => groups.includes(group));
    // The first start may build the site; the second is what people wait for.
    await stopProcess((await startSite(site, { PORT: String(port) })).child);
    const { child, seconds } = await startSite(site, { PORT: String(port) });
    const forgetting = forget(ending.signal, () => db.rateLimit.deleteMany());
    let bare: BareThings | undefined;
    try {
      report({
        name: "second start until healthy",
        value: seconds,
        unit: "s",
        asked: `at most ${START_SECONDS}`,
        kept: seconds <= START_SECONDS,
        errors: 0,
      });
      const bodies = await Promise.all(
        cases.map(async ({ callers }) => {
          const [call] = callers[0] ?? [];
          if (!call || call.method === "POST") return Buffer.alloc(0);
          return wholeAnswer(site, call).catch((error: Error) => error);
        }),
      );
      const tapes = Object.fromEntries(
        cases.flatMap(({ against }, at): [string, Statement[][]][] =>
          against.kind === "same statements" ? [[String(at), against.takes]] : [],
        ),
      );
      const whole = bodies.map((body) => (body instanceof Error ? Buffer.alloc(0) : body));
      bare = await startBareThings(whole, tapes);
      await settled(child.pid as number);
      for (const [at, one] of cases.entries()) {
        const body = bodies[at] ?? Buffer.alloc(0);
        try {
          if (body instanceof Error) throw body;
          const ours = { url: site, pid: child.pid as number };
          report(await compareCase(one, at, body.length, ours, bare));
        } catch (error) {
          report(broken(one.name, error));
        }
      }
      if (groups.includes("search")) {
        const searches = stage.queries.map((q) => query("papers.search", { q }));
        await timeCalls(site, "one search", searches, SEARCH_MS, report);
      }
      say("");
    } finally {
      ending.abort();
      await forgetting;
      await bare?.stop();
      await stopProcess(child);
      await disconnect();
    }
  };
}

/** Reads a whole page. @throws Error with its address, if it is refused or never ends */
async function wholeAnswer(site: string, { path, headers = {} }: Call): Promise<Buffer> {
  try {
    const answer = await fetch(`${site}${path}`, { headers, signal: AbortSignal.timeout(PAGE_MS) });
    if (!answer.ok) throw new Error(String(answer.status));
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

/** Measures one case beside its yardsticks. @param size the bytes of its page */
async function compareCase(
  one: Case,
  at: number,
  size: number,
  site: Server,
  bare: Pick<BareThings, "next" | "bytes">,
): Promise<Result> {
  const paths = {
    "static page": `/static/${size}`,
    "dynamic page": `/dynamic?bytes=${size}`,
    "same statements": `/replay/${at}`,
  };
  const targets: Target[] = [
    { ...site, callers: one.callers },
    { ...bare.next, callers: [[{ path: paths[one.against.kind] }]] },
    ...(one.against.kind === "static page"
      ? [{ ...bare.bytes, callers: [[{ path: `/${at}` }]] }]
      : []),
  ];
  const [ours = [], theirs = [], bytes = []] = await loadInTurns(targets);
  const ratio = median(ours.map(({ rate }, turn) => rate / (theirs[turn]?.rate ?? 0)));
  const errors = [...ours, ...theirs, ...bytes].reduce((sum, load) => sum + load.errors, 0);
  const middle = (pick: (load: Load) => number, loads = ours) => median(loads.map(pick));
  return {
    name: one.name,
    value: ratio,
    unit: `of ${one.against.kind}`,
    asked: `at least ${one.asked}`,
    kept: ratio >= one.asked && errors === 0,
    errors,
    more: {
      rate: middle(({ rate }) => rate),
      bareRate: middle(({ rate }) => rate, theirs),
      ...(bytes.length > 0 ? { nodeRate: middle(({ rate }) => rate, bytes) } : {}),
      processorMs: middle(({ processorMs }) => processorMs),
      bareProcessorMs: middle(({ processorMs }) => processorMs, theirs),
      p50: middle(({ p50 }) => p50),
      p97: middle(({ p97 }) => p97),
      bytes: size,
    },
  };
}

/** Loads servers in turns, every other turn backwards; the first turn warms up and does not count. */
async function loadInTurns(targets: readonly Target[]): Promise<Load[][]> {
  const loads: Load[][] = targets.map(() => []);
  for (let turn = 0; turn <= TURNS; turn++) {
    const order = targets.map((_, at) => (turn % 2 === 0 ? at : targets.length - 1 - at));
    for (const at of order) {
      const load = await sendCalls(targets[at] as Target);
      if (turn > 0) loads[at]?.push(load);
    }
  }
  return loads;
}
