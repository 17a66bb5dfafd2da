// What somebody wrote themselves in a mail. What they wrote is worth more than a clean cut: where nothing shows
// that words were quoted, they stay.
import { type Answer, composed, type Fate } from "./composing";
import { endingFrom } from "./endings";
import { fencedLines, isFoldedProse, type Line } from "./lines";
import { Known, type Sent } from "./sent";
import {
  bareLine,
  headerBlock,
  isBetweenSigns,
  isForwardedBelow,
  isOriginalMessage,
  isRule,
  isTitledRule,
  leadIn,
} from "./shapes";

/** Lines that are looked at; what is beyond is of older mails. */
const LINES = 2000;

/** Parts what somebody wrote from what their mail quotes. */
export function ownWords(lines: readonly Line[], sent: Sent): Answer {
  const reader = new Reader(lines.slice(0, LINES), new Known(sent));
  reader.read();
  return composed(reader.texts, reader.fates);
}

class Reader {
  readonly texts: string[];
  private readonly bare: string[];
  /** The last line of ours that stands below each comment that is mailed. */
  private readonly lastFoot: number;
  /** The sentence that leads in our mail; -1 where there is none. */
  private lead = -1;
  readonly fates: Fate[];
  /** Quoted lines that a program has quoted, not a person. */
  private readonly led: boolean[];
  /** Code between fences, which may be about mails. */
  private readonly fenced: readonly boolean[];

  constructor(
    private readonly lines: readonly Line[],
    private readonly known: Known,
  ) {
    this.texts = lines.map(({ text }) => text);
    this.bare = this.texts.map(bareLine);
    this.lastFoot = this.texts.findLastIndex((text) => known.isFoot(text));
    this.fates = lines.map(() => "own");
    this.led = lines.map(({ kind }) => kind === "quote");
    this.fenced = fencedLines(this.texts);
  }

  read(): void {
    this.quotations();
    this.olderMail();
    this.leadIns();
    this.tail();
    this.end();
    this.first();
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

  /** Finds what is marked as a quotation: by the program, or by `>` at the beginning of a line. */
  private quotations(): void {
    this.lines.forEach(({ text, kind }, at) => {
      if (kind === "quote") this.fates[at] = "quote";
      else if (kind !== undefined) this.fates[at] = "cut";
      else if (/^ {0,3}>(?!\s?:$)/.test(text) && !this.fenced[at] && !isBetweenSigns(text.trim())) {
        this.fates[at] = isFoldedProse(this.texts, at) ? "join" : "quote";
      }
    });
  }

  /** An older mail under its headers: all that follows is part of it. */
  private olderMail(): void {
    for (let at = 0; at < this.lines.length; at++) {
      if (!this.isOwn(at) || this.blank(at) || this.isCode(at)) continue;
      const text = this.texts[at] ?? "";
      const rule = isRule(text) || isTitledRule(text) || isForwardedBelow(this.bare[at] ?? "");
      const next = rule ? this.after(at) : at;
      const foot = this.lastFoot >= next;
      const block = headerBlock(this.bare, next, this.known, { ruled: rule, foot });
      if (block === null && !(isOriginalMessage(text) && this.mayBeMail(next))) continue;
      this.older(at, next + (block ?? 0));
      return;
    }
  }

  /** Whether a line is code; a mail that is indented as code is, but names us, is an older one. */
  private isCode(at: number): boolean {
    if (this.fenced[at]) return true;
    if (!/^(?: {4}|\t)/.test(this.texts[at] ?? "")) return false;
    return !this.texts.slice(at, at + 6).some((text) => this.known.namesUs(text));
  }

  /** Whether an older mail may begin in a line: below a title, nothing else has to show it. */
  private mayBeMail(at: number): boolean {
    const text = this.texts[at] ?? "";
    if (at >= this.lines.length || this.lastFoot >= at) return true;
    return /[:：]/.test(text) || this.known.namesUs(text);
  }

  /** The next line that is not blank. */
  private after(at: number): number {
    let next = at + 1;
    while (next < this.lines.length && this.blank(next)) next++;
    return next;
  }

  /** Cuts an older mail off; of one that stands above the answer only what is surely its own. */
  private older(from: number, words: number): void {
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

  /** Sentences such as `On Monday Ada wrote:`, where a quotation or an older mail follows. */
  private leadIns(): void {
    let stop = -1;
    this.lead = this.leadOfOurs();
    const foot = this.texts.findLastIndex((text, at) => this.isOwn(at) && this.known.isFoot(text));
    for (let at = 0; at < this.lines.length; at++) {
      if (!this.isOwn(at) || this.blank(at) || this.fenced[at]) {
        stop = at;
        continue;
      }
      const next = this.after(at);
      const found = leadIn(this.bare, at, this.known, stop, this.fates[next] === "quote");
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
        this.older(found.from, next);
        return;
      }
    }
  }

  /** Where our mail is led in; sentences of that kind above it are a person's. */
  private leadOfOurs(): number {
    for (let at = this.lastFoot - 1; at >= 0; at--) {
      if (!this.isOwn(at) || this.blank(at)) continue;
      const leads = this.fates[this.after(at)] === "quote";
      const found = leadIn(this.bare, at, this.known, -1, leads);
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

  /** The mail that we sent, without any mark, below the answer. */
  private tail(): void {
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

  /** What may stand last: a quotation, a signature, what a telephone adds, a rule. */
  private end(): void {
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
      // What stands above the mail that a program quotes was marked by a person.
      const alone = !this.anyOwn(0, from) && this.lead < end;
      return this.led.slice(0, end + 1).includes(true) || ours || alone ? from : null;
    }
    return endingFrom(this.texts, this.fates, end);
  }

  /** Whether a quotation begins with the sentence of a program, as on telephones, or with the headers of a mail. */
  private beginsAsMail(lines: readonly string[]): boolean {
    const bare = lines.map(bareLine);
    const first = bare.findIndex((line) => line !== "");
    const around = { ruled: false, foot: false };
    if ([first, first + 1].some((at) => headerBlock(bare, at, this.known, around) !== null))
      return true;
    return [first, first + 1, first + 2].some(
      (at) => leadIn(bare, at, this.known, -1, false)?.sure,
    );
  }

  /** A whole mail that stands above the answer is not what the answer is about, line by line. */
  private first(): void {
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

  /** Whether quotations followed that are cut: then there are answers between them. */
  private wasCutAfter(from: number): boolean {
    return this.led.some((led, at) => led && at >= from);
  }
}
