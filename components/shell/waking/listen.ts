import type { Client } from "@/trpc/client";
import { Stream } from "../live/stream";

interface Hearing {
  onData(word: { id: string; data: unknown }): void;
  onComplete(): void;
  onError(): void;
  onConnectionStateChange(state: { state: "connecting"; error: object }): void;
}

/** The part of the wire that the stream needs, without its libraries. */
const wire = {
  live: {
    changes: {
      subscribe(input: object, hearing: Hearing) {
        const query = encodeURIComponent(JSON.stringify(input));
        const source = new EventSource(`/api/trpc/live.changes?input=${query}`);
        source.onmessage = ({ data, lastEventId }) =>
          hearing.onData({ id: lastEventId, data: JSON.parse(data).json });
        source.addEventListener("return", () => hearing.onComplete());
        source.addEventListener("serialized-error", () => hearing.onError());
        source.onerror = () => {
          if (source.readyState === EventSource.CLOSED) hearing.onError();
          else hearing.onConnectionStateChange({ state: "connecting", error: {} });
        };
        return { unsubscribe: () => source.close() };
      },
    },
  },
};

/** Calls back when something on the page has changed, as its parts would hear it. @returns a function that stops it */
export function listen(onChange: () => void): () => void {
  let end = () => {};
  const begin = () => {
    const stream = new Stream(wire as unknown as Client);
    for (const { dataset } of document.querySelectorAll<HTMLElement>("[data-watch]"))
      stream.watch(dataset.watch ?? "", Number(dataset.since), onChange);
    end = stream.begin();
  };
  // The page itself comes first.
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
  return () => {
    window.removeEventListener("load", begin);
    end();
  };
}
