// Types of the parts that we use. Neither package has types of its own.
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: readonly object[] | string, options: { forceType: string });
    data: Record<string, unknown>[];
    format(output: "bibtex"): string;
  }
  export const plugins: {
    config: { get(name: "@bibtex"): { format: Record<string, boolean> } };
    /** Reads data of a named format; throws where it is broken. */
    input: { data(data: string | readonly object[], format: string): unknown };
  };
}
declare module "@citation-js/plugin-bibtex";
