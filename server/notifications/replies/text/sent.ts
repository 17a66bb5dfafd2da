// What a person was mailed, to tell what a mail quotes from what they wrote.
import { EARLIER_EMAIL_FOOTER, EMAIL_FOOTER } from "../../schema";

/** What is known of the mails that somebody answers. */
export interface Sent {
  /** The words of the comments that were mailed. */
  texts: readonly string[];
  /** What the mails were called. */
  subjects: readonly string[];
  /** The address that sends them, in lower case. */
  sender: string;
  /** The domain of addresses for answers; empty where no mail comes in. */
  replyDomain: string;
  /** Names of people whose comments were mailed. */
  names: readonly string[];
}

/** Letters and digits that make it unlikely that two people wrote the same by chance. */
const TELLING = 12;

/** Characters of a line in which an address is looked for. */
const LOOKED_AT = 500;

/** Finds in a mail what was mailed to whoever sends it. */
export class Known {
  private readonly all: string;
  private readonly whole: ReadonlySet<string>;
  private readonly foot = [...EMAIL_FOOTER, ...EARLIER_EMAIL_FOOTER].map(bare);
  readonly sent: Sent;

  constructor(sent: Sent) {
    this.sent = sent;
    this.all = sent.texts.map(bare).join("\n");
    this.whole = new Set(sent.texts.flatMap((text) => text.split("\n").map(bare)));
  }

  /** Whether a line is one of a mail of ours. */
  isOurs(line: string): boolean {
    const words = bare(line);
    if (words === "") return false;
    if (this.whole.has(words) || this.isFoot(line)) return true;
    return words.length >= TELLING && this.all.includes(words);
  }

  /** Whether a line is one that stands below each comment that is mailed. */
  isFoot(line: string): boolean {
    const words = bare(line.replace(/[<([]?https?:\S+/g, ""));
    return words !== "" && this.foot.includes(words);
  }

  /** Whether most of some lines were mailed by us. */
  mostlyOurs(lines: readonly string[]): boolean {
    let [ours, all] = [0, 0];
    for (const line of lines) {
      const { length } = bare(line);
      all += length;
      if (this.isOurs(line)) ours += length;
    }
    return all > 0 && ours >= 0.6 * all;
  }

  /** Whether a line names this site or one of its addresses; people may have theirs at the same domain. */
  namesUs(line: string): boolean {
    const { sender, replyDomain } = this.sent;
    const addresses =
      line
        .slice(0, LOOKED_AT)
        .toLowerCase()
        .match(/[^\s<>"'()[\],;:]+@[\w.-]*\w/g) ?? [];
    const isOurs = addresses.some(
      (address) =>
        address === sender || (address.startsWith("reply-") && address.endsWith(`@${replyDomain}`)),
    );
    if (isOurs) return true;
    return /\bvia colloquy\b|\bcolloquy\b["'*]*\s*[<[(]/i.test(line);
  }

  /** Whether a value is what a mail of ours was called, or answers to one. */
  isSubject(value: string): boolean {
    const words = bare(value);
    return this.sent.subjects.some((subject) => {
      const ours = bare(subject.replace(/^re:/i, ""));
      return ours.length > 3 && words.endsWith(ours);
    });
  }

  /** Whether a line holds the name of somebody whose words were mailed. */
  namesAuthor(line: string): boolean {
    return this.sent.names.some((name) => name.length > 1 && line.includes(name));
  }
}

/** Letters and digits only: programs fold, mark and decorate what they quote. */
function bare(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
