/** Finds the folder for temporary databases: in memory where there is room, else the one for temporary files. */
export function quickDir(): string;
