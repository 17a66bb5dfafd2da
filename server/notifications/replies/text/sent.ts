// Recognizes the parts of a reply that quote emails from this site.
import { EARLIER_EMAIL_FOOTER, EMAIL_FOOTER } from "../../schema";

/** The emails that somebody replies to. */
export interface SentEmails {
  /** The words of the comments, and the sentences about them. */
  texts: readonly string[];
  /** The subjects of the emails, or titles within them. */
  subjects: readonly string[];
  /** The sender's address, in lower case. */
  sender: string;
  /** The domain of reply addresses; empty if the site takes no incoming email. */
  replyDomain: string;
  /** The names of the comments' authors. */
  names: readonly string[];
}

/** Number of letters and digits that two people will not write identically by chance. */
const UNLIKELY_BY_CHANCE = 12;

/** Characters of a line that are searched for an address. */
const LOOKED_AT = 500;

/** Recognizes in a reply the emails that its sender got from this site. */
export class SentEmailMatcher {
  private readonly all: string;
  private readonly whole: ReadonlySet<string>;
  private readonly foot = [...EMAIL_FOOTER, ...EARLIER_EMAIL_FOOTER].map(bare);
  readonly sent: SentEmails;

  constructor(sent: SentEmails) {
    this.sent = sent;
    this.all = sent.texts.map(bare).join("\n");
    this.whole = new Set(sent.texts.flatMap((text) => text.split("\n").map(bare)));
  }

  /** Whether a line is from one of our emails. */
  isOurs(line: string): boolean {
    const words = bare(line);
    if (words === "") return false;
    if (this.whole.has(words) || this.isFoot(line)) return true;
    return words.length >= UNLIKELY_BY_CHANCE && this.all.includes(words);
  }

  /** Whether a line is from the footer of our emails. */
  isFoot(line: string): boolean {
    const words = bare(line.replace(/[<([]?https?:\S+/g, ""));
    return words !== "" && this.foot.includes(words);
  }

  /** Whether most characters of some lines are from our emails. */
  mostlyOurs(lines: readonly string[]): boolean {
    let [ours, all] = [0, 0];
    for (const line of lines) {
      const { length } = bare(line);
      all += length;
      if (this.isOurs(line)) ours += length;
    }
    return all > 0 && ours >= 0.6 * all;
  }

  /** Whether a line names this site or one of its addresses. Other addresses at its domain may be people's. */
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

  /** Whether a value is the subject of one of our emails, or of a reply to one. */
  isSubject(value: string): boolean {
    const words = bare(value);
    return this.sent.subjects.some((subject) => {
      const ours = bare(subject.replace(/^re:/i, ""));
      return ours.length > 3 && words.endsWith(ours);
    });
  }

  /** Whether a line holds the name of a comment's author. */
  namesAuthor(line: string): boolean {
    return this.sent.names.some((name) => name.length > 1 && line.includes(name));
  }
}

/** Keeps letters and digits only, since programs fold, mark and decorate quotations. */
function bare(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
