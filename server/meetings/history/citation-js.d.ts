// Neither package describes its types; this is what we use of them.
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: readonly object[] | string, options: { forceType: string });
    data: Record<string, unknown>[];
    format(output: "bibtex"): string;
  }
  export const plugins: { config: { get(name: "@bibtex"): { format: Record<string, boolean> } } };
}
declare module "@citation-js/plugin-bibtex";
