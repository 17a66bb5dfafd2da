import autocannon from "autocannon";
import pidusage from "pidusage";

/** Number of concurrent requests. */
const CONNECTIONS = 16;
/** Seconds of each run; BENCH_SECONDS=10 for calmer figures. */
export const RUN_SECONDS = Number(process.env.BENCH_SECONDS || 2);

export interface Call {
  method?: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A call of a procedure that reads. */
export function query(path: string, input: object): Call {
  return { path: `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}` };
}

/** Calls to one server. Connection n sends those of caller n, over and over. */
export interface Target {
  url: string;
  /** The process that answers. */
  pid: number;
  callers: readonly (readonly Call[])[];
}

export interface Load {
  rate: number;
  /** Milliseconds within which 50%, and 97.5%, of the answers came. */
  p50: number;
  p97: number;
  /** Milliseconds of processor time that an answer cost the server, in which other load of the machine hardly counts. */
  processorMs: number;
  /** The bytes of an answer. */
  bytes: number;
  /** Answers that were not 2xx, broken connections, timeouts, and one for a run without any answer. */
  errors: number;
}

/**
 * Keeps autocannon 8 from turning every answer into a string. It needs none here, and for a page of 129 kB that took it
 * half a millisecond, more than the server needs to answer: the sender was measured, not the site.
 */
function skipDecoding(client: autocannon.Client): void {
  const inside = client as unknown as { pipelinedRequests: { addBody: (bytes: Buffer) => void } };
  if (typeof inside.pipelinedRequests?.addBody !== "function") {
    throw new Error("This version of autocannon keeps answers elsewhere. Change skipDecoding.");
  }
  inside.pipelinedRequests.addBody = () => {};
}

/** Sends calls as fast as they are answered. */
export async function sendCalls({ url, pid, callers }: Target): Promise<Load> {
  let next = 0;
  const before = await pidusage(pid);
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: RUN_SECONDS,
    setupClient: (client) => {
      const calls = callers[next++ % callers.length] ?? [];
      client.setRequests(calls.map((call) => ({ method: "GET", ...call })));
      skipDecoding(client);
    },
  });
  const { ctime } = await pidusage(pid);
  const answers = result["2xx"] + result.non2xx;
  return {
    rate: result["2xx"] / result.duration,
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    processorMs: (ctime - before.ctime) / answers,
    bytes: answers > 0 ? Math.round(result.throughput.total / answers) : 0,
    // A run without any answer means nothing, and must not count as a slow one.
    errors: result.non2xx + result.errors + result.timeouts + (result["2xx"] === 0 ? 1 : 0),
  };
}
