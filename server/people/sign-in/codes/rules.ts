/** Letters and digits that nobody takes for each other, in any typeface. */
export const CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/** 31^8 codes, so that the tries of a whole year find none. */
export const CODE_LENGTH = 8;
/** Seconds that the link and the code of an email work. */
export const CODE_SECONDS = 15 * 60;
/** Codes that may be typed for one email. Afterwards only its link works. */
export const TRIES = 5;

/** Writes a code as the email shows it: "ABCD-EFGH". */
export function codeInWords(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

/** Reads a code as people type it: with small letters, blanks or a hyphen. @returns null for anything else */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\u2010-\u2015-]/g, "");
  const isCode =
    code.length === CODE_LENGTH && [...code].every((sign) => CODE_SIGNS.includes(sign));
  return isCode ? code : null;
}
