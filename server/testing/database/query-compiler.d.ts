/** The part of Prisma that makes plans. Its package has no types. */
declare module "@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs" {
  export class QueryCompiler {
    /** @param query in JSON, with places for its values */
    compile(query: string): unknown;
    compileBatch(query: string): unknown;
  }
}
