import type { Kind, Line } from "./lines";
import { addWords, type Look, type Run, toMarkdown, toPlainText } from "./runs";
import { beginIndex } from "./scripts";
import { linesOfTable, type Table } from "./table";

/** The gap between two lines: the line's end alone, a break that shows, or a blank line. */
type Gap = "soft" | "line" | "paragraph";
const WIDTH: Record<Gap, number> = { soft: 1, line: 2, paragraph: 3 };

/** The beginnings of a container's lines, of the first one and of the others. */
interface Container {
  first: string | null;
  rest: string;
}

interface List {
  /** The next number; null in a list without numbers. */
  at: number | null;
  /** Characters before the words of its last item. */
  item: number;
  /** The number of containers around it. */
  depth: number;
}

/** Writes Markdown while HTML is read. Methods that begin something return a function that ends it. */
export class Writer {
  kind: Kind | undefined;
  /** Characters of output. */
  size = 0;
  private done: Line[] = [];
  private line: Run[] = [];
  private gap = 0;
  /** Whether the line holds a non-breaking space. */
  private hard = false;
  /** Whether the last line was prose. */
  private prose = false;
  /** The containers of the last line. */
  private around: readonly Container[] = [];
  private looks: Look = { bold: 0, italic: 0, struck: 0, code: 0, link: null };
  private containers: Container[] = [];
  private lists: List[] = [];
  private tables: Table[] = [];
  private level = 0;
  private preformatted = 0;

  lines(): Line[] {
    this.end("line");
    return this.done;
  }

  text(text: string): void {
    this.size += text.length;
    if (this.preformatted > 0) {
      addWords(this.line, text.replace(/\r\n?/g, "\n"), this.looks);
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, " ").replaceAll("\u00ad", "");
    const bare = this.line.length === 0 || (this.line.at(-1)?.text ?? "").endsWith(" ");
    const shown = bare ? words.replace(/^ /, "") : words;
    if (shown === "") return;
    if (shown.includes("\u00a0")) this.hard = true;
    addWords(this.line, shown.replaceAll("\u00a0", " "), this.looks);
  }

  /** Ends the line that is being written. */
  end(gap: Gap): void {
    if (this.preformatted > 0) {
      if (!/^$|\n$/.test(toPlainText(this.line))) addWords(this.line, "\n", this.looks);
      return;
    }
    const { line, hard } = this;
    this.line = [];
    this.hard = false;
    if (toPlainText(line).trim() === "") {
      // A line of non-breaking spaces only is a blank line.
      if (this.done.length > 0) this.gap = Math.max(this.gap, WIDTH[hard ? "paragraph" : gap]);
      return;
    }
    const level = this.level > 0 ? `${"#".repeat(this.level)} ` : "";
    this.push(level + toMarkdown(line, level === ""), level === "");
    this.gap = Math.max(this.gap, WIDTH[gap]);
  }

  private push(text: string, prose = false): void {
    const last = this.done.at(-1);
    const common = this.containers.filter((one, at) => one === this.around[at]);
    const within = common.length === this.containers.length && common.length === this.around.length;
    if (last && this.gap >= WIDTH.paragraph) {
      this.put(
        common
          .map(({ rest }) => rest)
          .join("")
          .trimEnd(),
      );
    } else if (last && this.gap === WIDTH.line && within && this.prose && prose) last.text += "  ";
    this.gap = 0;
    this.prose = prose;
    this.around = [...this.containers];
    let before = "";
    for (const container of this.containers) {
      before += container.first ?? container.rest;
      container.first = null;
    }
    this.put(before + text);
  }

  private put(text: string): void {
    this.size++;
    this.done.push(this.kind ? { text, kind: this.kind } : { text });
  }

  /** Writes a `<br>`, which ends a line or makes a blank one. */
  break(): void {
    if (this.preformatted > 0) this.text("\n");
    else this.end(this.line.length === 0 ? "paragraph" : "line");
  }

  rule(): void {
    this.end("paragraph");
    this.push("---");
    this.end("paragraph");
  }

  block(gap: Gap): () => void {
    this.markLayout();
    this.end(gap);
    return () => this.end(gap);
  }

  heading(level: number): () => void {
    this.end("paragraph");
    this.level = level;
    return () => {
      this.end("paragraph");
      this.level = 0;
    };
  }

  look(kind: "bold" | "italic" | "struck" | "code"): () => void {
    this.looks[kind]++;
    return () => {
      this.looks[kind]--;
    };
  }

  link(address: string | null): () => void {
    const before = this.looks.link;
    this.looks.link = address;
    return () => {
      this.looks.link = before;
    };
  }

  code(): () => void {
    this.markLayout();
    this.end("paragraph");
    this.preformatted++;
    return () => {
      this.preformatted--;
      if (this.preformatted > 0) return;
      const text = toPlainText(this.line)
        .replaceAll("\u00a0", " ")
        .replace(/^\n|\s+$/g, "");
      this.line = [];
      if (text === "") return;
      const fence = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((m) => m.length + 1)));
      for (const line of [fence, ...text.split("\n"), fence]) this.push(line);
      this.end("paragraph");
    };
  }

  quotation(): () => void {
    return this.within({ first: null, rest: "> " }, "paragraph");
  }

  list(ordered: boolean, start: number): () => void {
    const gap = this.lists.length > 0 ? "soft" : "paragraph";
    this.markLayout();
    this.end(gap);
    const around = this.lists.at(-1);
    // Outlook puts a nested list beside its item, not into it.
    const beside = around && around.item > 0 && around.depth === this.containers.length;
    if (beside) this.containers.push({ first: null, rest: " ".repeat(around.item) });
    const at = Number.isSafeInteger(start) && start >= 0 ? start : 1;
    this.lists.push({ at: ordered ? at : null, item: 0, depth: this.containers.length });
    return () => {
      this.end(gap);
      this.lists.pop();
      if (beside) this.containers.pop();
    };
  }

  /** Begins an item. @param number its own number, if it has one */
  item(number = Number.NaN): () => void {
    const list = this.lists.at(-1);
    if (list?.at != null && Number.isSafeInteger(number) && number >= 0) list.at = number;
    const first = list?.at == null ? "- " : `${list.at++}. `;
    if (list) list.item = first.length;
    this.end("soft");
    return this.within({ first, rest: " ".repeat(first.length) }, "soft");
  }

  index(name: "sup" | "sub"): () => void {
    return beginIndex(this.line, name);
  }

  quotationMarks(): () => void {
    this.text("“");
    return () => this.text("”");
  }

  /** Begins a paragraph that is an item outside any list, as Word writes it. */
  looseItem(depth: number): () => void {
    const indent = "  ".repeat(depth - 1);
    return this.within({ first: `${indent}- `, rest: `${indent}  ` }, "paragraph");
  }

  /** Numbers the item that has begun. */
  number(number: string | undefined): void {
    const item = this.containers.at(-1);
    if (!number || !item?.first?.endsWith("- ")) return;
    item.first = item.first.replace("- ", `${number}. `);
    item.rest = " ".repeat(item.first.length);
  }

  private within(container: Container, gap: Gap): () => void {
    this.end(gap);
    this.containers.push(container);
    return () => {
      this.end(gap);
      this.containers.pop();
    };
  }

  table(): () => void {
    this.markLayout();
    this.end("paragraph");
    this.tables.push({ from: this.done.length, rows: [], lines: 0, layout: false });
    return () => {
      this.end("paragraph");
      const table = this.tables.pop();
      if (table) this.asTable(table);
    };
  }

  row(): () => void {
    this.end("line");
    const table = this.tables.at(-1);
    // Text before the first row is the table's title.
    if (table?.rows.length === 0) table.from = this.done.length;
    table?.rows.push([]);
    return () => this.end("line");
  }

  /** Begins a cell. Its words get a line of their own, until it is known that the table is not for layout. */
  cell(): () => void {
    this.end("line");
    const before = this.done.length;
    return () => {
      const table = this.tables.at(-1);
      const bare = toPlainText(this.line).trim() === "";
      const blocks = this.done.slice(before).filter(({ text }) => text !== "");
      const [only] = blocks;
      // Gmail and Outlook put a cell's words into a block.
      const isOne = blocks.length === 1 && bare && this.around.length === 0 && this.prose;
      if (blocks.length > 0 && !isOne && table) table.layout = true;
      const words = isOne && only ? only.text : toMarkdown(this.line, false);
      table?.rows.at(-1)?.push(words.replaceAll("|", "\\|"));
      if (table && words !== "") table.lines++;
      this.end("line");
    };
  }

  /** Marks a table as layout if a block begins after words in a cell. */
  private markLayout(): void {
    const table = this.tables.at(-1);
    if (table && toPlainText(this.line).trim() !== "") table.layout = true;
  }

  private asTable(table: Table): void {
    const lines = linesOfTable(table);
    const written = this.done.slice(table.from).filter(({ text }) => text !== "");
    // Words between the cells would be lost in a Markdown table.
    if (!lines || written.length !== table.lines) return;
    const gap = this.gap;
    this.done.length = table.from;
    this.gap = WIDTH.paragraph;
    for (const text of lines) this.push(text);
    this.gap = Math.max(gap, WIDTH.paragraph);
  }
}
