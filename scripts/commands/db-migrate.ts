// `npm run db:migrate`: applies the migrations that are missing.
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { reachDatabase } from "@/scripts/runtime/postgres/reach";

const { url, done } = await reachDatabase();
try {
  const applied = await migrate(url);
  console.log(applied.length === 0 ? "nothing to apply" : `applied ${applied.join(", ")}`);
} finally {
  await done();
}
