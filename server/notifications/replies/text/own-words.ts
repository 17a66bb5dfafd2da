// Separates the words of a reply from the email that it quotes. Losing words is worse than leaving a quotation in:
// text stays unless something shows that it was quoted.
import { composeReply, type Fate, type SplitReply } from "./composing";
import { findEnding } from "./endings";
import { findLeadIn, isBetweenSigns } from "./lead-in";
import { fencedLines, isFoldedProse, type Line } from "./lines";
import { SentEmailMatcher, type SentEmails } from "./sent";
import {
  bareLine,
  isForwardedBelow,
  isOriginalMessage,
  isRule,
  isTitledRule,
  measureHeaderBlock,
} from "./shapes";

/** Most lines to read; those beyond belong to older emails. */
const LINES = 2000;

/** Separates the sender's own words from the quotations in their email. */
export function splitReply(lines: readonly Line[], sent: SentEmails): SplitReply {
  const reader = new Reader(lines.slice(0, LINES), new SentEmailMatcher(sent));
  reader.read();
  return composeReply(reader.texts, reader.fates);
}

class Reader {
  readonly texts: string[];
  private readonly bare: string[];
  /** The last line of our email footer; -1 if there is none. */
  private readonly lastFoot: number;
  /** The line that introduces our email; -1 if there is none. */
  private lead = -1;
  readonly fates: Fate[];
  /** Whether each line was quoted by a program, not by a person. */
  private readonly led: boolean[];
  /** Whether each line is code between fences, which may look like an email. */
  private readonly fenced: readonly boolean[];

  constructor(
    private readonly lines: readonly Line[],
    private readonly known: SentEmailMatcher,
  ) {
    this.texts = lines.map(({ text }) => text);
    this.bare = this.texts.map(bareLine);
    this.lastFoot = this.texts.findLastIndex((text) => known.isFoot(text));
    this.fates = lines.map(() => "own");
    this.led = lines.map(({ kind }) => kind === "quote");
    this.fenced = fencedLines(this.texts);
  }

  read(): void {
    this.markQuotations();
    this.cutOlderEmail();
    this.cutLeadIns();
    this.cutTail();
    this.cutEnd();
    this.cutWholeQuotation();
  }

  private blank(at: number): boolean {
    return !this.texts[at]?.trim();
  }

  private isOwn(at: number): boolean {
    return this.fates[at] === "own" || this.fates[at] === "join";
  }

  private anyOwn(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.isOwn(at) && !this.blank(at) && !isRule(this.texts[at] ?? "")) return true;
    }
    return false;
  }

  private cut(from: number, to = this.lines.length): void {
    for (let at = from; at < to; at++) this.fates[at] = "cut";
  }

  /** Finds marked quotations: by the program, or by `>` at the beginning of a line. */
  private markQuotations(): void {
    this.lines.forEach(({ text, kind }, at) => {
      if (kind === "quote") this.fates[at] = "quote";
      else if (kind !== undefined) this.fates[at] = "cut";
      else if (/^ {0,3}>(?!\s?:$)/.test(text) && !this.fenced[at] && !isBetweenSigns(text.trim())) {
        this.fates[at] = isFoldedProse(this.texts, at) ? "join" : "quote";
      }
    });
  }

  /** Cuts off an older email under its headers, with everything that follows. */
  private cutOlderEmail(): void {
    for (let at = 0; at < this.lines.length; at++) {
      if (!this.isOwn(at) || this.blank(at) || this.isCode(at)) continue;
      const text = this.texts[at] ?? "";
      const rule = isRule(text) || isTitledRule(text) || isForwardedBelow(this.bare[at] ?? "");
      const next = rule ? this.after(at) : at;
      const foot = this.lastFoot >= next;
      const block = measureHeaderBlock(this.bare, next, this.known, { ruled: rule, foot });
      if (block === null && !(isOriginalMessage(text) && this.mayBeMail(next))) continue;
      this.cutFrom(at, next + (block ?? 0));
      return;
    }
  }

  /** Whether a line is code. Indented lines that name this site are an older email instead. */
  private isCode(at: number): boolean {
    if (this.fenced[at]) return true;
    if (!/^(?: {4}|\t)/.test(this.texts[at] ?? "")) return false;
    return !this.texts.slice(at, at + 6).some((text) => this.known.namesUs(text));
  }

  /** Whether an older email may begin in a line below a title such as "Original Message". */
  private mayBeMail(at: number): boolean {
    const text = this.texts[at] ?? "";
    if (at >= this.lines.length || this.lastFoot >= at) return true;
    return /[:：]/.test(text) || this.known.namesUs(text);
  }

  /** Finds the next line that is not blank. */
  private after(at: number): number {
    let next = at + 1;
    while (next < this.lines.length && this.blank(next)) next++;
    return next;
  }

  /** Cuts off an older email; if it is above the reply, only up to the last line that is known to be ours. */
  private cutFrom(from: number, words: number): void {
    if (this.anyOwn(0, from)) {
      this.cut(from);
      return;
    }
    let last = -1;
    for (let at = words; at < this.lines.length; at++) {
      if (this.known.isOurs(this.texts[at] ?? "")) last = at;
    }
    this.cut(from, last < 0 ? this.lines.length : last + 1);
  }

  /** Cuts off sentences such as `On Monday Ada wrote:` before a quotation or an older email. */
  private cutLeadIns(): void {
    let stop = -1;
    this.lead = this.leadOfOurs();
    const foot = this.texts.findLastIndex((text, at) => this.isOwn(at) && this.known.isFoot(text));
    for (let at = 0; at < this.lines.length; at++) {
      if (!this.isOwn(at) || this.blank(at) || this.fenced[at]) {
        stop = at;
        continue;
      }
      const next = this.after(at);
      const found = findLeadIn(this.bare, at, this.known, stop, this.fates[next] === "quote");
      if (!found) continue;
      const isAbove = at < this.lead && !found.ours;
      if (next >= this.lines.length || this.fates[next] === "cut") {
        if (found.sure) this.cut(found.from, at + 1);
      } else if (this.fates[next] === "quote") {
        const end = this.blockEnd(next);
        const ours = this.known.mostlyOurs(this.texts.slice(next, end));
        if (!ours && (!found.sure || isAbove)) continue;
        this.cut(found.from, at + 1);
        this.led.fill(true, next, end);
      } else if (found.sure && (found.ours || (foot >= next && !isAbove))) {
        this.cutFrom(found.from, next);
        return;
      }
    }
  }

  /** Finds the line that introduces our email; -1 if there is none. Such sentences above it are a person's. */
  private leadOfOurs(): number {
    for (let at = this.lastFoot - 1; at >= 0; at--) {
      if (!this.isOwn(at) || this.blank(at)) continue;
      const leads = this.fates[this.after(at)] === "quote";
      const found = findLeadIn(this.bare, at, this.known, -1, leads);
      if (found?.sure && (found.ours || leads)) return at;
    }
    return -1;
  }

  private blockEnd(from: number): number {
    let end = from;
    for (let at = from; at < this.lines.length; at++) {
      if (this.fates[at] === "quote") end = at + 1;
      else if (!this.blank(at)) break;
    }
    return end;
  }

  /** Cuts off our own email if it follows the reply without any mark. */
  private cutTail(): void {
    let from = this.lines.length;
    let foot = false;
    for (let at = from - 1; at >= 0; at--) {
      const text = this.texts[at] ?? "";
      if (this.isOwn(at) && !this.blank(at) && !isRule(text)) {
        if (!this.known.isOurs(text)) break;
        foot ||= this.known.isFoot(text);
      }
      from = at;
    }
    if (foot) this.cut(from);
  }

  /** Cuts off the end: a quotation, a signature, a phone's line, a rule. */
  private cutEnd(): void {
    for (let end = this.lastOwn(); end >= 0; ) {
      const from = this.endsAt(end);
      if (from === null) break;
      this.cut(from, end + 1);
      end = this.lastOwn();
    }
  }

  private lastOwn(): number {
    let at = this.lines.length - 1;
    while (at >= 0 && (this.fates[at] === "cut" || this.blank(at))) at--;
    return at;
  }

  private endsAt(end: number): number | null {
    if (this.fates[end] === "quote") {
      let from = end;
      while (from > 0 && (this.fates[from - 1] === "quote" || this.blank(from - 1))) from--;
      const lines = this.texts.slice(from, end + 1).map((text) => text.replace(/^[\s>]+/, ""));
      if (this.beginsAsMail(lines)) return from;
      const ours = this.known.mostlyOurs(lines) || lines.some((line) => this.known.isFoot(line));
      // A person marked the quotations above the email that a program quotes.
      const alone = !this.anyOwn(0, from) && this.lead < end;
      return this.led.slice(0, end + 1).includes(true) || ours || alone ? from : null;
    }
    return findEnding(this.texts, this.fates, end);
  }

  /** Whether a quotation begins with a program's lead-in, as on phones, or with the headers of an email. */
  private beginsAsMail(lines: readonly string[]): boolean {
    const bare = lines.map(bareLine);
    const first = bare.findIndex((line) => line !== "");
    const around = { ruled: false, foot: false };
    if ([first, first + 1].some((at) => measureHeaderBlock(bare, at, this.known, around) !== null))
      return true;
    return [first, first + 1, first + 2].some(
      (at) => findLeadIn(bare, at, this.known, -1, false)?.sure,
    );
  }

  /** Cuts off a whole email that is quoted above the reply, since the reply does not go through it line by line. */
  private cutWholeQuotation(): void {
    const starts = this.fates.flatMap((fate, at) =>
      fate === "quote" && (at === 0 || this.startsBlock(at)) ? [at] : [],
    );
    for (const from of starts) {
      const end = this.blockEnd(from);
      const whole = this.texts
        .slice(from, end)
        .some((text) => this.known.isFoot(text.replace(/^[\s>]+/, "")));
      if (whole || (this.led[from] && starts.length === 1 && !this.wasCutAfter(end)))
        this.cut(from, end);
    }
  }

  private startsBlock(at: number): boolean {
    let before = at - 1;
    while (before >= 0 && this.blank(before) && this.fates[before] === "own") before--;
    return before < 0 || this.fates[before] !== "quote";
  }

  /** Whether a program's quotations follow: then there are replies between them. */
  private wasCutAfter(from: number): boolean {
    return this.led.some((led, at) => led && at >= from);
  }
}
