/**
 * The body of a file that is written while it is sent. A part is asked for when there is room, so that a slow reader
 * makes nothing pile up; and as reading may take hours, each further part is sent only to those who may still have it.
 * @param stillMay whether the reader may read on; if not, or if it throws, the file breaks off
 */
export function streamText(
  parts: AsyncGenerator<string, void, void>,
  stillMay: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let begun = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (begun && !(await stillMay().catch(() => false))) {
        await parts.return();
        controller.error(new Error("You may no longer read this file."));
        return;
      }
      begun = true;
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return();
    },
  });
}
