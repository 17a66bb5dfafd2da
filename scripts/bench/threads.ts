import type { Bench } from "./measure";

const TURNS = 60;
/** Most times as long that a page of 10,000 comments may take compared with one of 100. */
const PROMISED = 1.5;

const lowerQuartile = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN;

/**
 * Compares the first page of a thread of 10,000 comments with that of a thread of 100, for each shape of a thread and
 * each order. They take turns, so that other work of the machine slows both. The lower quartile counts: neither one
 * lucky turn nor a busy minute decides it.
 */
export const threads: Bench = async (say, { report }) => {
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { longThread, THREAD_SHAPES } = await import("@/server/testing/fixtures/long-threads");
  const { person } = await import("@/server/testing/world");
  const { readPublicThread } = await import("@/server/threads/reading/queries");
  const { ORDERS } = await import("@/server/threads/rules");
  try {
    const ada = await person();
    let worst = 0;
    for (const shape of THREAD_SHAPES) {
      const pair = [await longThread(100, shape, ada), await longThread(10_000, shape, ada)];
      await db.$executeRaw`ANALYZE "Comment"`;
      for (const order of ORDERS) {
        const spent: number[][] = pair.map(() => []);
        for (let turn = 0; turn < TURNS; turn++) {
          for (const [at, { slug }] of pair.entries()) {
            const began = performance.now();
            await readPublicThread(ada, slug, { order, page: 1 });
            spent[at]?.push(performance.now() - began);
          }
        }
        const [small = Number.NaN, large = Number.NaN] = spent.map(lowerQuartile);
        const ratio = large / small;
        say(`${shape}, ${order}: ${large.toFixed(1)} ms, ${ratio.toFixed(2)} of 100 comments`);
        worst = Math.max(worst, ratio);
      }
    }
    report({
      name: "page of 10,000 comments, the worst shape and order",
      value: worst,
      unit: "of that of 100",
      asked: `less than ${PROMISED}`,
      kept: worst < PROMISED,
      errors: 0,
    });
  } finally {
    await disconnect();
  }
};
