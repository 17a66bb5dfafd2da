// Finds the folder for data that no run needs again.
import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Linux keeps the files of this folder in memory. */
const IN_MEMORY = "/dev/shm";
/** Bytes that have to be free there. The database of the largest test files takes 0.2 GB, and its log a quarter GB. */
const ROOM = 4e9;

/** Finds the folder for temporary databases: in memory where there is room, else the one for temporary files. */
export function quickDir() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize >= ROOM) return IN_MEMORY;
  } catch {
    // Other systems have no such folder.
  }
  return tmpdir();
}
