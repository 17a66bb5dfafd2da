import { quotedPrintable } from "./quoted-printable";

/** The end of a line that a mail program takes out again (RFC 2045, 6.7). */
const SOFT_BREAK = Buffer.from("=\r\n");
const LINE_FEED = 10;

/**
 * A text put together from pieces. Pieces that many emails share are encoded once: each begins a line of its own in
 * the encoded text, and the breaks between them are gone when it is read.
 */
export class Pieces {
  /** Texts of this email, none beside another, and shared pieces. */
  readonly #pieces: (string | Pieces)[] = [];
  #whole: string | undefined;
  #quoted: Buffer | undefined;

  /** @param isShared whether its encoding is kept for other texts that contain it */
  constructor(
    pieces: readonly (string | Pieces)[],
    readonly isShared = false,
  ) {
    for (const piece of pieces) {
      if (typeof piece === "string" || piece.isShared) this.#add(piece);
      else for (const part of piece.#pieces) this.#add(part);
    }
  }

  #add(piece: string | Pieces): void {
    const last = this.#pieces.length - 1;
    const before = this.#pieces[last];
    if (typeof piece === "string" && typeof before === "string")
      this.#pieces[last] = before + piece;
    else this.#pieces.push(piece);
  }

  /** The text. */
  get whole(): string {
    this.#whole ??= this.#pieces.reduce<string>(
      (text, piece) => text + (typeof piece === "string" ? piece : piece.whole),
      "",
    );
    return this.#whole;
  }

  /** The text in quoted-printable. */
  get quoted(): Buffer {
    this.#quoted ??= Buffer.concat(
      this.#pieces.flatMap((piece, at) => {
        const lines =
          typeof piece === "string" ? Buffer.from(quotedPrintable(piece), "latin1") : piece.quoted;
        const isLast = at === this.#pieces.length - 1;
        return isLast || (lines.at(-1) ?? LINE_FEED) === LINE_FEED ? lines : [lines, SOFT_BREAK];
      }),
    );
    return this.#quoted;
  }
}
