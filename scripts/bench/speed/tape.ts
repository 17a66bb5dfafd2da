import pg from "pg";

/** A statement as the site sends it. A value that has to be new each time is written as `{ fresh: … }`. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Finds whether a value has to be new each time. @returns the placeholder to use, or undefined */
export type Freshen = (value: unknown) => { fresh: string } | undefined;

type Query = (query: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/** Records the statements that some work sends to the database. */
export async function record(
  work: () => Promise<unknown>,
  freshen: Freshen = () => undefined,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const sent = prototype.query;
  prototype.query = function (this: pg.Client, query, values, ...rest) {
    const { text, values: own } =
      typeof query === "string"
        ? { text: query, values: Array.isArray(values) ? values : [] }
        : (query as Statement);
    statements.push({ text, values: (own ?? []).map((value) => freshen(value) ?? value) });
    return sent.call(this, query, values, ...rest);
  };
  try {
    await work();
  } finally {
    prototype.query = sent;
  }
  return statements;
}
