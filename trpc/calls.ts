import type { inferRouterError } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";
import { transformer } from "@/server/door/transformer";

/** Most calls in one request. */
const MOST_CALLS = 20;

const read = transformer.output.deserialize;

type Answered = inferRouterError<AppRouter>;

/** A call that was refused, or came to nothing. */
export class CallError extends Error {
  override readonly name = "CallError";
  /** The code of the failure and its refusal; null where no answer came that could be read. */
  readonly data: Answered["data"] | null;

  constructor(message: string, data: Answered["data"] | null = null, cause?: unknown) {
    super(message, { cause });
    this.data = data;
  }
}

/** The refusal in an error; null for any other error. */
export function refusalIn(error: unknown): Answered["data"]["refusal"] {
  return error instanceof CallError ? (error.data?.refusal ?? null) : null;
}

export type Kind = "query" | "mutation";

interface Asked {
  path: string;
  input: unknown;
  signal: AbortSignal | undefined;
  resolve: (answer: unknown) => void;
  reject: (error: CallError) => void;
}

export type Call = (
  kind: Kind,
  path: string,
  input: unknown,
  signal?: AbortSignal,
) => Promise<unknown>;

/**
 * The way to the procedures, in the form of tRPC's batches: calls of one moment share a request, questions and acts apart.
 * The one stream is opened without it (components/shell/live/source.ts).
 */
export function callsTo(url: string, fetch: typeof globalThis.fetch): Call {
  const waiting: Record<Kind, Asked[]> = { query: [], mutation: [] };

  function sendAll(kind: Kind): void {
    const asked = waiting[kind];
    waiting[kind] = [];
    for (const { reject } of asked.filter(isGivenUp)) reject(new CallError("Aborted"));
    const still = asked.filter((one) => !isGivenUp(one));
    for (let from = 0; from < still.length; from += MOST_CALLS)
      void send(kind, still.slice(from, from + MOST_CALLS));
  }

  async function send(kind: Kind, asked: readonly Asked[]): Promise<void> {
    try {
      const address = `${url}/${asked.map(({ path }) => path).join(",")}?batch=1`;
      const inputs = JSON.stringify(Object.fromEntries(asked.map(({ input }, at) => [at, input])));
      const signal = givenUpTogether(asked);
      const response = await (kind === "query"
        ? fetch(`${address}&input=${encodeURIComponent(inputs)}`, { signal })
        : fetch(address, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: inputs,
            signal,
          }));
      const said: unknown = await response.json();
      for (const [at, one] of asked.entries()) settle(one, Array.isArray(said) ? said[at] : said);
    } catch (error) {
      const { message } = error as Error;
      for (const { reject } of asked) reject(new CallError(message, null, error));
    }
  }

  return (kind, path, input, signal) =>
    new Promise((resolve, reject) => {
      const count = waiting[kind].push({ path, input, signal, resolve, reject });
      if (count === 1) setTimeout(sendAll, 0, kind);
    });
}

const isGivenUp = ({ signal }: Asked): boolean => signal?.aborted ?? false;

/** A signal that a request is given up: when all of its calls are. */
function givenUpTogether(asked: readonly Asked[]): AbortSignal {
  const request = new AbortController();
  const look = () => {
    if (asked.every(isGivenUp)) request.abort();
  };
  for (const { signal } of asked) signal?.addEventListener("abort", look, { once: true });
  return request.signal;
}

/** Ends a call with its answer. */
function settle({ resolve, reject }: Asked, said: unknown): void {
  try {
    const { error, result } = said as { error?: object; result: { data: object } };
    if (!error) {
      resolve(read(result.data));
      return;
    }
    const { message, data } = read(error) as Answered;
    reject(new CallError(message, data));
  } catch (cause) {
    reject(new CallError("The answer cannot be read.", null, cause));
  }
}
