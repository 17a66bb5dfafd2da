// Types of the parts that we use. None of the packages has types of its own.
declare module "@citation-js/core" {
  interface BibtexEntry {
    type: string;
    label: string;
    properties: Record<string, string>;
  }
  export class Cite {
    constructor(data: readonly object[] | string, options: { forceType: string });
    data: Record<string, unknown>[];
    format(output: "bibtex" | "biblatex", options: { format: "object" }): BibtexEntry[];
    format(
      output: "bibliography",
      options: { template: string; lang: string; format: "text"; nosort: boolean },
    ): string;
  }
  export const plugins: {
    config: {
      get(name: "@bibtex"): {
        format: Record<string, boolean>;
        constants: {
          commands: Record<string, string>;
          diacritics: Record<string, string>;
        };
      };
    };
    /** Reads data of a named format; throws where it is broken. */
    input: { data(data: string | readonly object[], format: string): unknown };
  };
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-csl";
declare module "@citation-js/plugin-ris";
