import { Parser } from "htmlparser2";
import type { Kind, Line } from "./lines";
import { Writer } from "./writer";

/** Most characters of HTML to read. Mail programs write a lot before the first word. */
const LOOKED_AT = 200_000;
/** Characters handed to the parser at once. */
const PIECE = 4096;
/** Open elements after which the parser starts anew; its cost for each element grows with their number. */
const DEPTH = 300;
/** Most elements and pieces of text to read; a long comment has a few hundred. */
const STEPS = 8000;

const UNSEEN = new Set(
  "script style title template object svg xml noembed select textarea iframe video audio".split(
    " ",
  ),
);
const VOID = new Set(["br", "img", "hr", "input"]);
const LINES = new Set(
  "div section article aside nav header footer main address center form tr dt dd figure figcaption caption legend summary details option".split(
    " ",
  ),
);
const PARAGRAPHS = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol dl table pre blockquote hr fieldset".split(" "),
);

type Attributes = Record<string, string>;

/**
 * Turns an email's HTML into lines of Markdown, in one walk over its tags that bounds open elements and output.
 * @param most characters of output
 */
export function linesOfHtml(html: string, most: number): Line[] {
  const walk = new Walk();
  let parser = walk.parser();
  const whole = html.slice(0, LOOKED_AT);
  for (let at = 0; at < whole.length && !walk.over && walk.out.size < most; ) {
    const next = whole.indexOf("<", at + PIECE);
    const end = next < 0 ? whole.length : next;
    parser.write(whole.slice(at, end));
    at = end;
    if (walk.depth <= DEPTH) continue;
    parser.end();
    parser = walk.parser();
  }
  parser.end();
  return walk.out.lines();
}

class Walk {
  readonly out = new Writer();
  /** Whether the rest is an older email. */
  over = false;
  /** Functions to call at the end of each open element. */
  private open: ((() => void) | null)[] = [];
  private unseen = 0;
  private steps = 0;
  /** Text that is not shown as words: the number of a list item by Word, a formula. */
  private aside: { text: string; tex: string | null } | null = null;
  /** Open containers of quotations, each with whether its quotation has begun. */
  private containers: { quoted: boolean }[] = [];

  get depth() {
    return this.open.length;
  }

  parser(): Parser {
    return new Parser(
      {
        onopentag: (name, attributes) => this.opened(name, attributes),
        onclosetag: () => this.closed(),
        ontext: (text) => {
          this.step();
          if (this.aside) this.aside.text += text;
          else if (!this.over && this.unseen === 0) this.out.text(text);
        },
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
  }

  private step(): void {
    if (++this.steps > STEPS) this.over = true;
  }

  private closed(): void {
    const end = this.open.pop();
    if (!this.over || this.aside) end?.();
  }

  private opened(name: string, attributes: Attributes): void {
    this.step();
    if (this.over) return void this.open.push(null);
    const isDrawn = /\bkatex-html\b/.test(attributes.class ?? "");
    if (this.unseen > 0 || UNSEEN.has(name) || isDrawn || isHidden(attributes)) {
      this.unseen++;
      return void this.open.push(() => {
        this.unseen--;
      });
    }
    if (/mso-list:\s*Ignore/i.test(attributes.style ?? "")) {
      this.readAside(({ text }) => this.out.number(/^\s*(\d{1,9})[.)]/.exec(text)?.[1]));
      return;
    }
    if (this.aside) {
      const { aside } = this;
      const isTex = name === "annotation" && /x-tex/i.test(attributes.encoding ?? "");
      const before = aside.text;
      return void this.open.push(() => {
        if (!isTex) return;
        aside.tex = aside.text.slice(before.length);
        aside.text = before;
      });
    }
    if (name === "math") {
      const marks = attributes.display === "block" ? "$$" : "$";
      this.readAside(({ text, tex }) => this.out.text(tex ? `${marks}${tex}${marks}` : text));
      return;
    }
    const marks = `${attributes.name ?? ""} ${attributes.class ?? ""} ${attributes.id ?? ""}`;
    if (OLDER.test(marks)) {
      this.out.end("line");
      this.over = true;
      return void this.open.push(null);
    }
    const ends = [this.kindOf(name, attributes, marks), this.shapeOf(name, attributes)];
    this.open.push(() => {
      for (const end of ends.reverse()) end?.();
    });
  }

  /** Reads an element's text that is not shown as words. */
  private readAside(use: (aside: { text: string; tex: string | null }) => void): void {
    const aside = { text: "", tex: null };
    this.aside = aside;
    this.open.push(() => {
      this.aside = null;
      use(aside);
    });
  }

  /** Reads the mark that a mail program has put on an element. @returns a function that ends it */
  private kindOf(name: string, { type }: Attributes, marks: string): (() => void) | null {
    const under = (kind: Kind) => {
      this.out.end("line");
      const before = this.out.kind;
      // A signature within a quotation is part of the quotation.
      if (before === undefined || (before !== "gone" && kind === "quote")) this.out.kind = kind;
      return () => {
        this.out.end("line");
        this.out.kind = before;
      };
    };
    if (SIGNATURE.test(marks)) return under("sign");
    if (LEAD.test(marks)) return under("lead");
    if (GONE.test(marks)) return under("gone");
    const container = this.containers.at(-1);
    // Gmail's quote button marks quotations as it marks older emails, but puts a container around the latter only.
    if (name === "blockquote" && (type === "cite" || container)) {
      if (container && !container.quoted) {
        container.quoted = true;
        this.out.end("line");
        if (this.out.kind === "lead") this.out.kind = undefined;
      }
      return under("quote");
    }
    if (name !== "blockquote" && /\b(?:gmail_quote|messageReplySection)\b/.test(marks)) {
      this.containers.push({ quoted: false });
      // A lead-in lasts until a quotation begins, which none does in a forwarded email.
      const close = under("lead");
      return () => {
        this.containers.pop();
        close();
      };
    }
    return null;
  }

  private shapeOf(name: string, attributes: Attributes): (() => void) | null {
    const { out } = this;
    if (name === "br") out.break();
    if (name === "img") out.text(attributes.alt?.trim() ?? "");
    if (name === "hr") out.rule();
    if (name === "input" && attributes.type === "checkbox")
      out.text(attributes.checked === undefined ? "[ ] " : "[x] ");
    if (VOID.has(name)) return null;
    if (name === "pre") return out.code();
    if (name === "blockquote") return out.quotation();
    if (name === "ul" || name === "ol")
      return out.list(name === "ol", Number(attributes.start ?? 1));
    if (name === "li") return out.item(Number(attributes.value ?? Number.NaN));
    if (name === "q") return out.quotationMarks();
    if (name === "sup" || name === "sub") return out.index(name);
    if (name === "table") return out.table();
    if (name === "tr") return out.row();
    if (name === "td" || name === "th") return out.cell();
    const depth = /mso-list:\s*\S+\s+level([1-9])/i.exec(attributes.style ?? "")?.[1];
    if (depth && name === "p") return out.looseItem(Number(depth));
    const look = lookOf(name, attributes);
    if (look) return out.look(look);
    if (name === "a") return out.link(targetOf(attributes.href));
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level) return out.heading(Number(level));
    if (PARAGRAPHS.has(name)) return out.block("paragraph");
    if (LINES.has(name)) return out.block("line");
    return null;
  }
}

const LOOKS: Record<string, "bold" | "italic" | "struck" | "code"> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  cite: "italic",
  s: "struck",
  del: "struck",
  strike: "struck",
  code: "code",
  tt: "code",
  kbd: "code",
  samp: "code",
};

/** Reads an element's look. Style wins over name: Google Docs puts copied text into a `<b>` that is not bold. */
function lookOf(name: string, { style = "" }: Attributes) {
  const [, weight] = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style.slice(0, 1000)) ?? [];
  const isBold = weight === undefined ? null : /^bold|^[6-9]00$/i.test(weight);
  if (LOOKS[name] === "bold") return isBold === false ? undefined : "bold";
  if (name !== "span") return LOOKS[name];
  if (isBold) return "bold";
  if (/(?:^|[;\s])font-style:\s*italic/i.test(style.slice(0, 1000))) return "italic";
  return /text-decoration[^;]*line-through/i.test(style.slice(0, 1000)) ? "struck" : undefined;
}

/** Marks after which everything is an older email: Outlook puts the email after these elements, not into them. */
const OLDER =
  /\b(?:x_)?(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container|OutlookMessageHeader|stopSpelling)\b/;
const GONE =
  /\b(?:x_|ydp\w{0,20})?(?:yahoo_quoted(?:_\d+)?|protonmail_quote|zmail_extra|moz-forward-container)\b/;
const LEAD = /\b(?:x_)?(?:gmail_attr|moz-cite-prefix|reply-intro)\b/;
const SIGNATURE =
  /\b(?:x_)?(?:gmail_signature(?:_prefix)?|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature|messageSignatureSection)\b|(?:^| )(?:x_)?[Ss]ignature$/;

function isHidden({ style = "", hidden }: Attributes): boolean {
  if (hidden !== undefined) return true;
  return (
    style !== "" &&
    /display:\s*none|mso-hide:\s*all|visibility:\s*hidden|font-size:\s*0(?![.\d])|(?:max-height|opacity):\s*0(?![.\d])|(?:^|[;\s])height:\s*0(?![.\d]).*overflow:\s*hidden/i.test(
      style.slice(0, 1000),
    )
  );
}

/** Reads the address of a link; null if only its words are kept. */
function targetOf(href: string | undefined): string | null {
  const address = (href ?? "").trim().replace(/\s/g, "");
  if (address.length > 1500) return null;
  if (!/^(?:https?:\/\/|mailto:)[^"\\]+$/i.test(address)) return null;
  // Links by Google Docs and Outlook lead through their own servers.
  const [, inner] =
    /^https:\/\/(?:www\.google\.com\/url\?(?:.*&)?q|[a-z0-9]+\.safelinks\.protection\.outlook\.com\/\?(?:.*&)?url)=(https?(?::|%3A)[^&]+)/i.exec(
      address,
    ) ?? [];
  try {
    return inner ? decodeURIComponent(inner) : address;
  } catch {
    return address;
  }
}
