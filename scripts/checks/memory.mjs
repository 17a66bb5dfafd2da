// Finds the folder for data that no run needs again.
import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Linux keeps the files of this folder in memory. */
const IN_MEMORY = "/dev/shm";
/** Bytes that have to be free there, and that this process may still take. The database of the largest test files takes 0.2 GB, and its log a quarter GB. */
const ROOM = 4e9;

/** Finds the folder for temporary databases: in memory where there is room, else the one for temporary files. */
export function quickDir() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    // A container may have less memory than that folder says.
    if (Math.min(bavail * bsize, process.availableMemory()) >= ROOM) return IN_MEMORY;
  } catch {
    // Other systems have no such folder.
  }
  return tmpdir();
}
