const SCRIPT_TAG = /<script\b[^>]*>/gi;
/** A script of the framework's own, in the one form in which Next writes it. */
const FETCHED = /<script src="(\/_next\/static\/chunks\/[\w.~-]+\.js)" async=""><\/script>/g;
const FOR_OLD_BROWSERS = /^<script src="[^"]*" noModule="">$/;
const PRELOADED =
  /<link rel="preload" as="script"(?: fetchPriority="low")? href="\/_next\/static\/chunks\/[\w.~-]+\.js"\/>/g;
const ANY_PRELOADED = /<link\b[^>]*\bas="script"[^>]*>|<link\b[^>]*\brel="modulepreload"[^>]*>/i;
const HEAD_END = "</head>";

/**
 * Takes the framework's scripts out of a page, and puts one in that adds them again once its reader does something that
 * needs them (components/shell/waking). The data that the page brings for them stays.
 * @returns the page as it was if its scripts are not the ones we know, so that no page is left with half of them
 */
export function putToSleep(html: string, wakeScript: string): string {
  const fetched = [...html.matchAll(FETCHED)].flatMap(([, address]) => address ?? []);
  const quiet = html.replaceAll(FETCHED, "").replaceAll(PRELOADED, "");
  const others = quiet.match(SCRIPT_TAG) ?? [];
  const unknown = others.some((tag) => /\ssrc\b/i.test(tag) && !FOR_OLD_BROWSERS.test(tag));
  const end = quiet.indexOf(HEAD_END);
  if (fetched.length === 0 || unknown || end < 0 || ANY_PRELOADED.test(quiet)) return html;
  const addresses = JSON.stringify([...new Set(fetched)]);
  const script = `<script>var colloquyScripts=${addresses};${wakeScript}</script>`;
  return quiet.slice(0, end) + script + quiet.slice(end);
}
