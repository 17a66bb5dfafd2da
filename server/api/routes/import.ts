import "server-only";
import { contextOf } from "@/server/door/context";
import { refusalShape } from "@/server/door/errors";
import { plainly } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import {
  demandImport,
  importEntries,
  previewImport,
  readImport,
} from "@/server/papers/files/importing/commands";
import {
  fileNameInput,
  IMPORT_BYTES,
  type ImportStep,
} from "@/server/papers/files/importing/schema";
import { log } from "@/server/platform/log";
import { refuse } from "@/server/platform/refusal";

/**
 * Takes a file of papers from its page. It is only compared with the catalogue unless `do=import` is in the address. The
 * answer is one line of JSON for each step, and the last one is the report or the refusal.
 */
export const takeFile = fromThisSite(
  plainly(async (request: Request) => {
    const { viewer } = await contextOf(request.headers);
    if (!viewer) refuse("SIGN_IN_NEEDED");
    await demandImport(viewer);
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > IMPORT_BYTES) refuse("INVALID", { say: "This file is too large." });
    const query = new URL(request.url).searchParams;
    const fileName = fileNameInput.parse(query.get("name") || undefined);
    const adds = query.get("do") === "import";
    return answerInSteps(async (say) => {
      const file = await readImport(bytes);
      const onProgress = (done: number, all: number) => say({ done, all });
      const report = adds
        ? await importEntries(file, { fileName, importedById: viewer.id }, onProgress)
        : await previewImport(file, onProgress);
      say({ report });
    });
  }),
);

/** Sends steps while some work goes on. A reader who leaves does not stop it. */
function answerInSteps(work: (say: (step: ImportStep) => void) => Promise<void>): Response {
  const encoder = new TextEncoder();
  let isRead = true;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (step: ImportStep) => {
        if (isRead) controller.enqueue(encoder.encode(`${JSON.stringify(step)}\n`));
      };
      const finish = () => {
        if (isRead) controller.close();
      };
      say({ done: 0, all: null });
      work(say)
        .catch((error: unknown) => {
          const refusal = refusalShape(error);
          if (!refusal) log.error({ error: String(error) }, "import failed");
          say({ refusal: refusal?.say ?? "Something went wrong here. Nothing was imported." });
        })
        .finally(finish);
    },
    cancel() {
      isRead = false;
    },
  });
  return new Response(body, {
    headers: { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" },
  });
}
