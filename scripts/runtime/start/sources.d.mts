export const ROOT: string;
export const LOCK_FILE: string;
/** The folder with the bundles of the server. */
export const BUNDLES: string;
/** The hash of all sources of the pages. */
export function pagesHash(): Promise<string>;
/** Lists the files that a bundle of the server is made of. */
export function serverSources(): Promise<string[]>;
/** The folder of the bundle that is made of the server's present sources, whether it is there or not. */
export function serverBundle(): Promise<string>;
/** Lists the files under a folder of the repository, sorted, without tests. */
export function filesUnder(folder: string): Promise<string[]>;
/** The hash of these files, with their names. */
export function hashOf(files: readonly string[]): Promise<string>;
