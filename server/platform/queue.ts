import "server-only";
import { setTimeout } from "node:timers/promises";
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  type Task,
  type TaskList,
} from "graphile-worker";
import type { z } from "zod";
import { databasePool, type Tx } from "./database/db";
import { log } from "./log";

/** A kind of background work: its name in the queue and the shape of its payload. */
export interface Job<Payload extends z.ZodType = z.ZodType> {
  name: string;
  payload: Payload;
}

/** A job with its handler. `run` must be safe to call twice with the same payload. */
export interface Handler {
  name: string;
  run: Task;
}

/** Binds a job to its handler; the payload is parsed again before it is trusted. */
export function handle<P extends z.ZodType>(
  job: Job<P>,
  work: (payload: z.output<P>) => Promise<void>,
): Handler {
  return { name: job.name, run: async (payload) => work(job.payload.parse(payload)) };
}

export interface EnqueueOptions {
  /** The job does not run before this instant. */
  runAt?: Date;
  /** A waiting job with the same key is replaced, so that only one waits. */
  key?: string;
}

/** Puts a job into the queue in the caller's transaction: it exists only if that commits. */
export function enqueue<P extends z.ZodType>(
  tx: Tx,
  job: Job<P>,
  payload: z.input<P>,
  options: EnqueueOptions = {},
): Promise<void> {
  return enqueueAll(tx, job, [{ payload, ...options }]);
}

/** Puts many jobs of one kind into the queue, in one statement. */
export async function enqueueAll<P extends z.ZodType>(
  tx: Tx,
  job: Job<P>,
  entries: readonly ({ payload: z.input<P> } & EnqueueOptions)[],
): Promise<void> {
  const bodies = entries.map(({ payload }) => JSON.stringify(payload));
  const times = entries.map(({ runAt }) => runAt ?? null);
  const keys = entries.map(({ key }) => key ?? null);
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.name}::text, payload := body::json, run_at := at, job_key := key
    )
    FROM unnest(${bodies}::text[], ${times}::timestamptz[], ${keys}::text[]) AS entry(body, at, key)`;
}

/**
 * A handler that the clock starts, as a crontab pattern in UTC. Deduplicated in the database; one that still
 * waits is replaced.
 */
export interface Recurring {
  pattern: string;
  job: Job;
}

/** Milliseconds until a queue that failed to restart tries again. */
const PAUSE = 500;

/**
 * Starts working on the queue in this process. A worker that cannot note how a job went, because the database is
 * away at that moment, ends for good. The whole queue is then restarted.
 * @returns a stop that waits for running jobs.
 */
export async function startWorker(
  handlers: Handler[],
  recurring: Recurring[],
): Promise<{ stop(): Promise<void> }> {
  let current = await begin(handlers, recurring);
  let stopping = false;
  const ended: Promise<void>[] = [];
  const watching = (async () => {
    for (;;) {
      await current.over;
      if (stopping) return;
      const { runner } = current;
      log.warn("queue starts again");
      // Jobs of the other workers go on meanwhile.
      ended.push(runner.stop().catch(() => {}));
      for (let begun = false; !begun && !stopping; ) {
        try {
          current = await begin(handlers, recurring);
          begun = true;
        } catch {
          await setTimeout(PAUSE);
        }
      }
    }
  })();
  return {
    async stop() {
      stopping = true;
      await current.runner.stop().catch(() => {});
      await watching;
      await Promise.all([...ended, current.runner.stop().catch(() => {})]);
    },
  };
}

interface Begun {
  runner: Runner;
  /** Resolves when the first worker, or the whole queue, has ended. */
  over: Promise<void>;
}

async function begin(handlers: Handler[], recurring: Recurring[]): Promise<Begun> {
  const taskList: TaskList = Object.fromEntries(handlers.map(({ name, run }) => [name, run]));
  // No queueName here or above: a named queue that a killed process held is closed for four hours.
  const crons = recurring.map(({ pattern, job: { name } }) => {
    const options = { backfillPeriod: 0 as const, jobKey: name };
    return { task: name, match: pattern, identifier: name, options };
  });
  const runner = await run({
    pgPool: databasePool(),
    taskList,
    parsedCronItems: parseCronItems(crons),
    // The library logs prose; the events below carry the important facts.
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") log.warn({ message }, "queue");
    }),
    concurrency: 3,
    noHandleSignals: true,
    pollInterval: 1000,
  });
  runner.events.on("job:error", ({ job, error }) =>
    log.error({ job: job.task_identifier, attempt: job.attempts, error: String(error) }, "job"),
  );
  const over = new Promise<void>((done) => {
    runner.events.on("worker:fatalError", ({ worker }) => {
      done();
      void unlock(worker.workerId);
    });
    runner.promise.then(done, () => done());
  });
  return { runner, over };
}

/** Lets others take the job of a worker that has ended; otherwise it would count as running for four hours. */
async function unlock(workerId: string): Promise<void> {
  for (;;) {
    try {
      await databasePool().query("SELECT graphile_worker.force_unlock_workers($1)", [[workerId]]);
      return;
    } catch {
      await setTimeout(PAUSE, undefined, { ref: false });
    }
  }
}

/**
 * Lets others take the jobs of processes that were killed, which would count as running for four hours. Nothing
 * takes ten minutes except sending digests, and several processes may do that at once.
 */
export async function freeAbandonedJobs(): Promise<void> {
  await databasePool().query(`
    SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM graphile_worker.jobs
    WHERE locked_at < now() - interval '10 minutes'`);
}
