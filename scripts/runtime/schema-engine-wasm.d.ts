/** The half of the package that has no types of its own. */
declare module "@prisma/schema-engine-wasm/schema_engine_bg.js" {
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export const SchemaEngine: {
    new: (options: unknown, log: (line: string) => void, factory: unknown) => Promise<never>;
  };
}
