import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { serialize } from "node:v8";

/** A call of a page. */
export interface Call {
  /** Whether it is made as anybody may make it, whoever reads the page. */
  guest: boolean;
  /** The procedure, such as "groups.head". */
  path: string;
  input: unknown;
}

/** Makes a call for the reader of the page. */
export type MakeCall = (call: Call) => Promise<unknown>;

interface Made {
  value: Promise<unknown>;
  /** The bytes of the answer; null until it has come, and if it was refused. */
  bytes: Buffer | null;
}

/**
 * The calls of a page for one request. Calls that wait for no answer of each other are one step. What a page shows follows
 * from its address and the answers, so its steps do too: with the same answers it makes the same calls.
 */
export class PageVisit {
  readonly #make: MakeCall;
  readonly #made = new Map<string, Made>();
  /** Steps beyond those that are known of the page. */
  readonly #steps: Call[][] = [];
  /** Whether the page has got an answer since its last step. */
  #hasAnswer = true;

  constructor(make: MakeCall) {
    this.#make = make;
  }

  /** Makes the calls of a known step. @returns whether each got an answer that can be compared */
  async follow(step: readonly Call[]): Promise<boolean> {
    const made = step.map((call) => this.#once(call));
    await Promise.allSettled(made.map(({ value }) => value));
    return made.every(({ bytes }) => bytes !== null);
  }

  /** Makes a call of the page, or gives the answer that is already there. */
  async call(call: Call): Promise<unknown> {
    const known = this.#made.get(nameOf(call));
    if (!known) this.#note(call);
    try {
      return await (known ?? this.#once(call)).value;
    } finally {
      this.#hasAnswer = true;
    }
  }

  /** The steps beyond the known ones; null if an answer is missing, so that nothing can be told from them. */
  newSteps(): readonly (readonly Call[])[] | null {
    const complete = [...this.#made.values()].every(({ bytes }) => bytes !== null);
    return complete ? this.#steps : null;
  }

  /** Names what follows from the answers of a step. @param key what the step followed from */
  keyAfter(key: string, step: readonly Call[]): string {
    const hash = createHash("sha256").update(key);
    for (const call of step) {
      const bytes = this.#made.get(nameOf(call))?.bytes;
      if (!bytes) throw new Error(`${call.path} has no answer.`);
      hash.update(`\n${bytes.length}\n`).update(bytes);
    }
    return hash.digest("base64");
  }

  #note(call: Call): void {
    if (this.#hasAnswer) this.#steps.push([]);
    this.#hasAnswer = false;
    this.#steps.at(-1)?.push(call);
  }

  #once(call: Call): Made {
    const name = nameOf(call);
    const known = this.#made.get(name);
    if (known) return known;
    const made: Made = {
      bytes: null,
      value: this.#make(call).then((answer) => {
        // At once, before anything can change the answer.
        made.bytes = bytesOf(answer);
        return answer;
      }),
    };
    // The page may not ask for it in the end.
    made.value.catch(() => {});
    this.#made.set(name, made);
    return made;
  }
}

function nameOf({ guest, path, input }: Call): string {
  return `${guest ? "guest " : ""}${path} ${JSON.stringify(input)}`;
}

/** @returns null for an answer that cannot be compared with another */
function bytesOf(answer: unknown): Buffer | null {
  try {
    return serialize(answer);
  } catch {
    return null;
  }
}

const visits = new AsyncLocalStorage<PageVisit>();

/** The visit that the page is rendered for, if its calls matter. */
export function currentVisit(): PageVisit | null {
  return visits.getStore() ?? null;
}

/** Renders a page for a visit. */
export function rendering<Result>(visit: PageVisit, render: () => Promise<Result>) {
  return visits.run(visit, render);
}
