import { QueryCompiler } from "@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs";

// A plan follows from its query alone, and making it takes milliseconds. Each test file has a client of its own, which
// remembers none, so the files of a worker share theirs: the compiler belongs to a package, which is loaded once.
const shared = globalThis as { plansOfQueries?: Map<string, unknown> };
if (!shared.plansOfQueries) {
  const plans = new Map<string, unknown>();
  shared.plansOfQueries = plans;
  const { compile } = QueryCompiler.prototype;
  QueryCompiler.prototype.compile = function compileOnce(query) {
    const known = plans.get(query);
    if (known) return known;
    const plan = compile.call(this, query);
    plans.set(query, plan);
    return plan;
  };
}
