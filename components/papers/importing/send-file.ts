import type { ImportReport, ImportStep } from "@/server/papers/files/importing/schema";
import { importFilePath } from "@/server/platform/web/addresses";

/**
 * Sends a file of papers and follows the answer.
 * @param adds whether its papers are added, not only compared with the catalogue
 * @throws Error with a sentence for people
 */
export async function sendFile(
  file: File,
  adds: boolean,
  onProgress: (done: number, all: number | null) => void,
): Promise<ImportReport> {
  const answer = await fetch(importFilePath(file.name.slice(0, 200), adds), {
    method: "POST",
    body: file,
    headers: { "Content-Type": "application/octet-stream" },
  }).catch(() => {
    throw new Error("There is no connection to the site. Try again.");
  });
  if (!answer.ok || !answer.body) throw new Error((await answer.text()) || "Try again.");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? "";
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const step = JSON.parse(line) as ImportStep;
      if ("report" in step) return step.report;
      if ("refusal" in step) throw new Error(step.refusal);
      onProgress(step.done, step.all);
    }
    if (done) throw new Error("The answer broke off. Look at the list of imports below.");
  }
}
