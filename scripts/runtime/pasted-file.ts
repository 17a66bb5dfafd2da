import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { readPasted } from "@/server/papers/pasting/records";
import type { Pasted } from "@/server/papers/pasting/rules";

/** Bytes of a file, texts in it, and characters of a text: more than anybody pastes. */
const FILE_MAX = 50_000_000;
const TEXTS_MAX = 100_000;
const TEXT_MAX = 1_000_000;

/** A reason why a file cannot be read, in one line. */
class Unreadable extends Error {
  readonly exitCode = 2;
}

const texts = z
  .array(
    z.string("must be text").max(TEXT_MAX, "has more than a million characters"),
    "must be a list of texts",
  )
  .max(TEXTS_MAX, "has more than 100,000 texts");

/**
 * Reads each text of a file as if it had been pasted. Every text is checked before the first one is read.
 * @param file as the command line names it: a JSON list of texts
 * @param from the folder that a relative path begins at
 * @throws Error of one line, with an exit code, if the file cannot be read
 */
export async function readPastedFile(file: string | undefined, from: string): Promise<Pasted[]> {
  if (!file) throw new Unreadable("Name the file to read: npm run -s papers:read -- FILE.json");
  const fail = (said: string): never => {
    throw new Unreadable(`${file}${said}`.replace(/\s+/g, " "));
  };
  const path = resolve(from, file);
  const cannot = ({ code }: NodeJS.ErrnoException) => fail(` cannot be read (${code}).`);
  const { size } = await stat(path).catch(cannot);
  if (size > FILE_MAX) fail(" has more than 50 MB.");
  const content = await readFile(path, "utf8").catch(cannot);
  const checked = texts.safeParse(parsed(content, fail));
  if (checked.success) return checked.data.map(readPasted);
  const [{ path: place = [], message = "" } = {}] = checked.error.issues;
  return place.length > 0
    ? fail(`: text ${Number(place[0]) + 1} ${message}.`)
    : fail(` ${message}.`);
}

function parsed(content: string, fail: (said: string) => never): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch (error) {
    return fail(` is not JSON: ${(error as Error).message}`);
  }
}
