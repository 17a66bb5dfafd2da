import { quotedPrintable } from "./quoted-printable";

/** The end of a line that a mail program takes out again (RFC 2045, 6.7). */
const SOFT_BREAK = "=\r\n";

/**
 * A text put together from pieces. Pieces that many emails share are encoded once: each begins a line of its own in
 * the encoded text, and the breaks between them are gone when it is read.
 */
export class Pieces {
  #whole: string | undefined;
  #quoted: string | undefined;

  /** @param isShared whether its encoding is kept for other texts that contain it */
  constructor(
    readonly pieces: readonly (string | Pieces)[],
    readonly isShared = false,
  ) {}

  /** The text. */
  get whole(): string {
    this.#whole ??= this.pieces.reduce<string>(
      (text, piece) => text + (typeof piece === "string" ? piece : piece.whole),
      "",
    );
    return this.#whole;
  }

  /** The text in quoted-printable, in US-ASCII. */
  get quoted(): string {
    if (this.#quoted === undefined) {
      const lines = new Lines();
      lines.addAll(this.pieces);
      this.#quoted = lines.end();
    }
    return this.#quoted;
  }
}

/** Lines of quoted-printable, in the making. */
class Lines {
  #lines = "";
  /** Whether the last line goes on. */
  #isOpen = false;
  /** The text since the last shared piece. */
  #text = "";

  addAll(pieces: readonly (string | Pieces)[]): void {
    for (const piece of pieces) {
      if (typeof piece === "string") this.#text += piece;
      else if (piece.isShared) this.#addEncoded(piece.quoted);
      else this.addAll(piece.pieces);
    }
  }

  #addEncoded(lines: string): void {
    this.end();
    if (lines === "") return;
    if (this.#isOpen) this.#lines += SOFT_BREAK;
    this.#lines += lines;
    this.#isOpen = !lines.endsWith("\n");
  }

  end(): string {
    if (this.#text !== "") {
      const lines = quotedPrintable(this.#text);
      this.#text = "";
      this.#addEncoded(lines);
    }
    return this.#lines;
  }
}
