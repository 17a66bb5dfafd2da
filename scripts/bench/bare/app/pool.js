import pg from "pg";

/** The one pool of the process, as large as that of the site. */
export function pool() {
  globalThis.barePool ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  return globalThis.barePool;
}
