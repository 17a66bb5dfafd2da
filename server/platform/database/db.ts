import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "../env";
import { statementNames } from "./names";

/** Most database connections of a process. A page needs one at a time, and so does a command. */
const POOL_SIZE = 10;
/** Milliseconds that a page waits for a connection before it reports a fault. */
const CONNECTED_WITHIN_MS = 30_000;
/** Milliseconds: more than the longest statement of an import takes. */
const SILENT_MS = 60_000;

type Begin = <T>(
  work: (tx: Tx) => Promise<T>,
  bounds?: { maxWait: number; timeout: number },
) => Promise<T>;

interface Held {
  pool: pg.Pool;
  client: PrismaClient;
  /** Begins a transaction outside the context of any request. Its work must return to its own context. */
  begin: Begin;
}

let open: Held | undefined;

function held(): Held {
  if (!open) {
    const pool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    });
    // The pool replaces a connection that breaks while idle. Without this listener, the error would end the process.
    pool.on("error", () => {});
    pool.on("connect", (client) => breakOffSilence(client, SILENT_MS));
    // A connection keeps the context in which it was opened, and that of whoever waited for it. A request's context
    // would keep its page in memory for as long as the connection lives.
    pool.connect = outsideRequests(pool.connect.bind(pool));
    pool.query = outsideRequests(pool.query.bind(pool));
    // Prisma's type demands a name for each; pg takes none as well.
    const statementNameGenerator = statementNames() as (statement: { sql: string }) => string;
    const client = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator }) });
    // Prisma remembers its last hundred transactions (TransactionManager.closedTransactions), and a promise of each
    // keeps the context in which it was made.
    const begin = outsideRequests(client.$transaction.bind(client) as Begin);
    open = { pool, client, begin };
  }
  return open;
}

/** Makes a function run in the context of this call: the pool is made when the site starts, outside any request. */
function outsideRequests<Call extends (...given: never[]) => unknown>(call: Call): Call {
  const outside = AsyncLocalStorage.snapshot();
  return ((...given: Parameters<Call>) => outside(call, ...given)) as Call;
}

/**
 * Breaks a connection off when a statement on it gets no answer for this long, because the database hangs or its
 * machine is gone. The statement then fails, as it does when the database is killed, and no longer holds its request.
 */
export function breakOffSilence(client: pg.ClientBase, ms: number): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.setTimeout(ms);
  stream.on("timeout", () => {
    // Without a running statement, silence is fine.
    if ((client as { readyForQuery?: boolean }).readyForQuery) return;
    stream.destroy(new Error(`The database said nothing for ${ms / 1000} seconds.`));
  });
}

/** The pool under Prisma, for libraries that bring their own SQL. */
export function databasePool(): pg.Pool {
  return held().pool;
}

/** Prisma's client; connects at the first query. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name) {
    const client = held().client;
    const value = Reflect.get(client, name);
    return typeof value === "function" ? value.bind(client) : value;
  },
});

/** A transaction, or the plain client if nothing is locked. */
export type Tx = Prisma.TransactionClient;

class Undone<T> extends Error {
  constructor(readonly result: T) {
    super("undone");
  }
}

/** Runs work in a transaction to see its result, and rolls it back. */
export async function rollBackAfter<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const within = AsyncLocalStorage.snapshot();
    return await held().begin(async (tx): Promise<T> => {
      throw new Undone(await within(work, tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw error;
  }
}

/** Finds PostgreSQL's own error code (SQLSTATE), whatever Prisma wraps it in. @returns null for none */
function sqlState(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { driverAdapterError } = (error.meta ?? {}) as {
    driverAdapterError?: { cause?: { originalCode?: string } };
  };
  return driverAdapterError?.cause?.originalCode ?? null;
}

/**
 * Whether two transactions waited for each other, or changed the same row at once, and the database therefore
 * aborted this one.
 */
export function isCollision(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return state === "40001" || state === "40P01";
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

const ATTEMPTS = 3;

/**
 * Runs one transaction (read committed; take locks with `SELECT … FOR UPDATE`). If PostgreSQL
 * breaks a deadlock, or a row that it refers to is gone by now, the transaction runs again, so `work` must do nothing outside the database.
 * @param seconds the longest it may take; only a command at the terminal may ask for more
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>, seconds = 30): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const within = AsyncLocalStorage.snapshot();
      const bounds = { maxWait: 10_000, timeout: seconds * 1000 };
      return await held().begin((tx) => within(work, tx), bounds);
    } catch (error) {
      if (!(isCollision(error) || isGone(error)) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** Whether a write failed because a unique index already holds that value. */
export function isDuplicate(error: unknown): boolean {
  if (sqlState(error) === "23505") return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Whether a row that a statement needs, or refers to, is gone. */
export function isGone(error: unknown): boolean {
  if (sqlState(error) === "23503") return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
}

/** Finds the deleted person for whom the database refused a write. @returns null if that was not the reason */
export function deletedPerson(error: unknown): string | null {
  if (sqlState(error) !== "CQDEL") return null;
  return /deleted person ([0-9a-f-]{36})/.exec((error as Error).message)?.[1] ?? null;
}

/** Closes the connections of this process. */
export async function disconnect(): Promise<void> {
  const closing = open;
  open = undefined;
  await closing?.client.$disconnect();
  if (closing && !closing.pool.ended) await closing.pool.end();
}

export { Prisma };
