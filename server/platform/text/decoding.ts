import iconv from "iconv-lite";

/** Decodes characters anew that are bytes of UTF-8, read as Latin-1 or Windows-1252. Others stay. */
export function decodeAnew(run: string): string {
  const bytes = Buffer.concat(
    [...run].map((sign) =>
      sign <= "\u00FF" ? Buffer.from(sign, "latin1") : iconv.encode(sign, "win1252"),
    ),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return run;
  }
}
