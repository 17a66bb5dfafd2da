import { db } from "@/server/platform/database/db";

/** The product's tables and their columns, without generated ones, which PostgreSQL computes again. */
async function tables(): Promise<{ name: string; columns: string }[]> {
  return db.$queryRaw`
    SELECT c.relname::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND c.relname <> '_prisma_migrations'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY 1 ORDER BY 1`;
}

/**
 * Saves all present rows. Restoring a world of forty tables takes a tenth of the time of
 * making it.
 * @returns a function that restores the rows without running triggers
 */
export async function restorer(): Promise<() => Promise<void>> {
  const all = await tables();
  const keep = all.map(({ name }) => `CREATE TABLE kept."${name}" AS TABLE public."${name}";`);
  await db.$executeRawUnsafe(`DO $do$ BEGIN CREATE SCHEMA kept; ${keep.join("\n")} END $do$`);
  const back = all.map(
    ({ name, columns }) => `DELETE FROM public."${name}";
      INSERT INTO public."${name}" (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM kept."${name}";`,
  );
  const restore = `CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql
    SET session_replication_role = replica AS $do$ BEGIN ${back.join("\n")} END $do$`;
  await db.$executeRawUnsafe(restore);
  return async () => {
    await db.$executeRaw`SELECT kept.restore()::text`;
  };
}
