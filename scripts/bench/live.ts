import { type Bench, median } from "./measure";

const TIMES = 300;
/** Milliseconds within which one person's act should show in another's browser. The page takes most of them. */
const PROMISED_MS = 2000;

/**
 * Measures the time from the call that writes a comment until another person's open page hears of it, and how much
 * the call itself takes.
 */
export const live: Bench = async (_say, { report }) => {
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { closeLive, liveHub } = await import("@/server/platform/live");
  const { paper, person } = await import("@/server/testing/world");
  const { addComment } = await import("@/server/threads/comments/commands");
  const { addInput } = await import("@/server/threads/schema");
  const { threadTopic } = await import("@/server/threads/rules");
  try {
    const [{ id, slug }, writer] = [await paper(), await person()];
    await liveHub().connected();
    let told = () => {};
    liveHub().listen([threadTopic({ paperId: id, groupId: null, meetingId: null })], () => told());
    const waits: number[] = [];
    const calls: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await db.$executeRaw`DELETE FROM "RateLimit"`;
      const heard = new Promise<void>((done) => {
        told = done;
      });
      const clientKey = crypto.randomUUID();
      const began = performance.now();
      await addComment(writer, slug, addInput.parse({ paper: slug, body: "Words.", clientKey }));
      calls.push(performance.now() - began);
      await heard;
      waits.push(performance.now() - began);
    }
    const slowest = Math.max(...waits);
    const [wait, call] = [median(waits), median(calls)];
    report({
      name: `a comment on another open page, slowest of ${TIMES}`,
      value: slowest,
      unit: "ms",
      asked: `less than ${PROMISED_MS}`,
      kept: slowest < PROMISED_MS,
      errors: 0,
      more: { p50: wait, call },
    });
  } finally {
    await closeLive();
    await disconnect();
  }
};
