import { createHash } from "node:crypto";

/** Settings that the policy depends on besides the page. */
export type CspSettings = {
  dev: boolean;
  /** Whether the site's public address is https. */
  https: boolean;
  /** Other origins that a form's answer may redirect to (sign-in with an account elsewhere). */
  formTargets: readonly string[];
};

/**
 * The content security policy of an answer.
 * Development needs eval, inline scripts and a web socket for hot reloading; nothing foreign even there.
 */
export function contentSecurityPolicy(settings: CspSettings, hashes: readonly string[]): string {
  const { dev, https, formTargets } = settings;
  const scripts = dev ? ["'unsafe-inline'", "'unsafe-eval'"] : hashes.map((hash) => `'${hash}'`);
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    dev ? "connect-src 'self' ws: wss:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** An inline script of a page: its text, and whether it stands in the head. */
export type InlineScript = { text: string; inHead: boolean };

const SCRIPT =
  /<!--[\s\S]*?-->|<script((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>([\s\S]*?)<\/script\s*>/gi;
const EXECUTABLE =
  /\btype\s*=\s*["']?(?:module|text\/javascript|application\/javascript)?["'\s]*$/i;

/** The inline scripts of a page that a browser would run, in order. */
export function inlineScripts(html: string): InlineScript[] {
  const headEnd = html.indexOf("</head>");
  const found: InlineScript[] = [];
  for (const match of html.matchAll(SCRIPT)) {
    const [, attributes, text] = match;
    if (attributes === undefined || text === undefined || text === "") continue;
    if (/\ssrc\s*=/i.test(attributes)) continue;
    const type = /\stype\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/i.exec(attributes)?.[0];
    if (type && !EXECUTABLE.test(type)) continue;
    found.push({ text, inHead: match.index < headEnd });
  }
  return found;
}

const DATA_PUSH =
  /^(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\((\[[\s\S]*\])\)$/;
/** The list of the page's own chunks, with which Turbopack begins. */
const CHUNK_LIST =
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((\{"otherChunks":\["static\/chunks\/[\w.~/-]+"(?:,"static\/chunks\/[\w.~/-]+")*\],"runtimeModuleIds":\[[\d,]*\]\})\);?\s*$/;
const REACT_CALL = /(?:\$R[A-Z]\(([^()]*)\);?)?$/;

/**
 * Whether an inline script may run. Hashing every script of a page would also bless one that
 * somebody smuggled into it, so only these count:
 * - the head's scripts: escaped titles are the only text in the head that people write;
 * - Next's data, `self.__next_f.push([…])`, and Turbopack's list of chunks, with nothing but JSON
 *   inside;
 * - React's own few lines that swap in streamed parts, found word for word in its source, and calls
 *   to them with constants.
 *
 * @param reactSource the source text of React's server renderer, in which its lines stand as literals
 */
export function isOurs(script: InlineScript, reactSource: string): boolean {
  if (script.inHead) return true;
  const data = (DATA_PUSH.exec(script.text) ?? CHUNK_LIST.exec(script.text))?.[1];
  if (data !== undefined) return isJson(data);
  const call = REACT_CALL.exec(script.text);
  if (call?.[1] !== undefined && !isJson(`[${call[1]}]`)) return false;
  const lines = script.text.slice(0, call?.index);
  return lines === "" || (isReactLine(lines) && reactSource.includes(asLiteral(lines)));
}

/** Matches whole definitions and React's timing line, but no other part of its source. */
function isReactLine(text: string): boolean {
  return /^(?:\$R[A-Z]=|requestAnimationFrame\(function\(\)\{\$RT=|addEventListener\("submit",)/.test(
    text,
  );
}

/** Escapes a text for a single-quoted literal. */
function asLiteral(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Computes a script's hash in the form that a policy uses. */
export function scriptHash(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** The hashes of the scripts of a page that may run. */
export function pageHashes(html: string, reactSource: string): string[] {
  const hashes = inlineScripts(html)
    .filter((script) => isOurs(script, reactSource))
    .map((script) => scriptHash(script.text));
  return [...new Set(hashes)];
}
