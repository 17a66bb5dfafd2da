// The package does not describe its types; this is what we use of it.
declare module "bibtex-parse" {
  /** Each entry with its fields in capital letters. */
  export function entries(text: string): Record<string, string>[];
}
