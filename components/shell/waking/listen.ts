import { Stream } from "../live/stream";

/** Calls back when something on the page has changed, as its parts would hear it. @returns a function that stops it */
export function listen(onChange: () => void): () => void {
  let end = () => {};
  const begin = () => {
    const stream = new Stream();
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
