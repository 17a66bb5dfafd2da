// nodemailer's own encoder is not used: it takes many times as long, and a round of digests encodes thousands.

/** Most characters of a line, without the sign that says that it goes on (RFC 2045, 6.7). */
const WIDTH = 75;
/** Most bytes that one byte becomes: "=E2", and the end of a line before it. */
const MOST = 6;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const BLANK = 0x20;
const EQUALS = 0x3d;
/** The last character that is sent as it is. */
const LAST = 0x7e;
const HEX = Buffer.from("0123456789ABCDEF");

/** Bytes in the making; kept, because a new one takes longer than filling it. */
let room = Buffer.allocUnsafe(0);

/**
 * Encodes a text in US-ASCII, in lines of at most 76 characters, which mail servers pass on unchanged (RFC 2045,
 * 6.7).
 */
export function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text);
  if (room.length < bytes.length * MOST) room = Buffer.allocUnsafe(bytes.length * MOST);
  const out = room;
  let end = 0;
  let column = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === LF || (byte === CR && bytes[at + 1] === LF)) {
      if (byte === CR) at++;
      out[end++] = CR;
      out[end++] = LF;
      column = 0;
      continue;
    }
    const isPlain = byte > BLANK ? byte <= LAST && byte !== EQUALS : isBlankWithin(bytes, at);
    const width = isPlain ? 1 : 3;
    if (column + width > WIDTH) {
      out[end++] = EQUALS;
      out[end++] = CR;
      out[end++] = LF;
      column = 0;
    }
    column += width;
    if (isPlain) out[end++] = byte;
    else {
      out[end++] = EQUALS;
      out[end++] = HEX[byte >> 4] as number;
      out[end++] = HEX[byte & 15] as number;
    }
  }
  return out.toString("latin1", 0, end);
}

/** Whether a byte is a blank that is not the last one of its line. */
function isBlankWithin(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== BLANK && bytes[at] !== TAB) return false;
  const next = bytes[at + 1];
  return next !== undefined && next !== LF && !(next === CR && bytes[at + 2] === LF);
}
