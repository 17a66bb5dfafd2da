/** SQLSTATE: class 22 is about data; 23514 a CHECK; 54000 an entry too large for an index. */
const ABOUT_A_VALUE = /^(?:22...|23514|54000)$/;

/** Whether PostgreSQL refused a value, so that trying again is useless. */
export function isValueRefused(error: unknown): boolean {
  // Prisma's error contains the adapter's error, which contains PostgreSQL's code.
  const { meta } = (error ?? {}) as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  return ABOUT_A_VALUE.test(meta?.driverAdapterError?.cause?.originalCode ?? "");
}
