// `npm run db:migrate`: applies the missing migrations.
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { databaseForCommand } from "@/scripts/runtime/postgres/reach";

const { url, done } = await databaseForCommand();
try {
  const applied = await migrate(url);
  console.log(applied.length === 0 ? "nothing to apply" : `applied ${applied.join(", ")}`);
} finally {
  await done();
}
