import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { filesUnder } from "./sources.mjs";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
/** Bytes below which a file is sent as it is. */
const SMALLEST = 1024;
/** Files that are compressed at one time: as many as Node has threads for it. */
const TOGETHER = 4;

/**
 * Writes compressed copies beside each script and style sheet of a build, for the web server to send
 * (server/platform/web/compressed-files.ts).
 * @param folder of the build's files, from the top of the repository
 */
export async function compressFiles(folder: string): Promise<void> {
  const files = (await filesUnder(folder)).filter((file) => /\.(?:js|css)$/.test(file));
  const next = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const source = await readFile(file);
      if (source.length < SMALLEST) continue;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
      };
      await writeFile(`${file}.br`, await toBrotli(source, { params }));
      await writeFile(`${file}.gz`, await toGzip(source, { level: constants.Z_BEST_COMPRESSION }));
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, next));
}
