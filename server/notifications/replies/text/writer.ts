import type { Kind, Line } from "./lines";
import { add, type Look, markdown, plain, type Run } from "./runs";
import { indexIn } from "./scripts";
import { linesOfTable, type Table } from "./table";

/** What stands between two lines: nothing but the line's end, a break that shows, or a blank line. */
type Gap = "soft" | "line" | "paragraph";
const WIDTH: Record<Gap, number> = { soft: 1, line: 2, paragraph: 3 };

/** What the lines of a container begin with, the first one and the others. */
interface Container {
  first: string | null;
  rest: string;
}

interface List {
  /** The next number. */
  at: number | null;
  /** Signs before the words of its last item. */
  item: number;
  /** Containers around. */
  depth: number;
}

/** Writes Markdown as HTML is read. Each method that begins something gives back what ends it. */
export class Writer {
  kind: Kind | undefined;
  /** Characters written. */
  size = 0;
  private done: Line[] = [];
  private line: Run[] = [];
  private gap = 0;
  /** Whether the line holds a space that is not folded. */
  private hard = false;
  /** Whether the last line was one of words. */
  private prose = false;
  /** What the last line stood in. */
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
      add(this.line, text.replace(/\r\n?/g, "\n"), this.looks);
      return;
    }
    const words = text.replace(/[ \t\r\n\f]+/g, " ").replaceAll("\u00ad", "");
    const bare = this.line.length === 0 || (this.line.at(-1)?.text ?? "").endsWith(" ");
    const shown = bare ? words.replace(/^ /, "") : words;
    if (shown === "") return;
    if (shown.includes("\u00a0")) this.hard = true;
    add(this.line, shown.replaceAll("\u00a0", " "), this.looks);
  }

  /** Ends the line that is being written. */
  end(gap: Gap): void {
    if (this.preformatted > 0) {
      if (!/^$|\n$/.test(plain(this.line))) add(this.line, "\n", this.looks);
      return;
    }
    const { line, hard } = this;
    this.line = [];
    this.hard = false;
    if (plain(line).trim() === "") {
      // A line of nothing but hard spaces is a blank one.
      if (this.done.length > 0) this.gap = Math.max(this.gap, WIDTH[hard ? "paragraph" : gap]);
      return;
    }
    const level = this.level > 0 ? `${"#".repeat(this.level)} ` : "";
    this.push(level + markdown(line, level === ""), level === "");
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

  /** A `<br>`: one that ends a line, or a blank line. */
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
    this.layout();
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
    this.layout();
    this.end("paragraph");
    this.preformatted++;
    return () => {
      this.preformatted--;
      if (this.preformatted > 0) return;
      const text = plain(this.line)
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
    this.layout();
    this.end(gap);
    const around = this.lists.at(-1);
    // Outlook writes a list within a list beside its item, not into it.
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

  /** @param number what the item is numbered with, where it says so itself */
  item(number = Number.NaN): () => void {
    const list = this.lists.at(-1);
    if (list?.at != null && Number.isSafeInteger(number) && number >= 0) list.at = number;
    const first = list?.at == null ? "- " : `${list.at++}. `;
    if (list) list.item = first.length;
    this.end("soft");
    return this.within({ first, rest: " ".repeat(first.length) }, "soft");
  }

  index(name: "sup" | "sub"): () => void {
    return indexIn(this.line, name);
  }

  quotationMarks(): () => void {
    this.text("“");
    return () => this.text("”");
  }

  /** A paragraph that is an item, as Word writes one: in no list. */
  looseItem(depth: number): () => void {
    const indent = "  ".repeat(depth - 1);
    return this.within({ first: `${indent}- `, rest: `${indent}  ` }, "paragraph");
  }

  /** What the item that has begun is numbered with. */
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
    this.layout();
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
    // What stands before the first row is its title.
    if (table?.rows.length === 0) table.from = this.done.length;
    table?.rows.push([]);
    return () => this.end("line");
  }

  /** A cell; its words stand on a line of their own until the table is known to be one. */
  cell(): () => void {
    this.end("line");
    const before = this.done.length;
    return () => {
      const table = this.tables.at(-1);
      const bare = plain(this.line).trim() === "";
      const blocks = this.done.slice(before).filter(({ text }) => text !== "");
      const [only] = blocks;
      // Gmail and Outlook put the words of a cell into a block.
      const isOne = blocks.length === 1 && bare && this.around.length === 0 && this.prose;
      if (blocks.length > 0 && !isOne && table) table.layout = true;
      const words = isOne && only ? only.text : markdown(this.line, false);
      table?.rows.at(-1)?.push(words.replaceAll("|", "\\|"));
      if (table && words !== "") table.lines++;
      this.end("line");
    };
  }

  /** Blocks in a cell: what holds them is no table of words. */
  private layout(): void {
    const table = this.tables.at(-1);
    if (table && plain(this.line).trim() !== "") table.layout = true;
  }

  private asTable(table: Table): void {
    const lines = linesOfTable(table);
    const written = this.done.slice(table.from).filter(({ text }) => text !== "");
    // Words between the cells would be lost.
    if (!lines || written.length !== table.lines) return;
    const gap = this.gap;
    this.done.length = table.from;
    this.gap = WIDTH.paragraph;
    for (const text of lines) this.push(text);
    this.gap = Math.max(gap, WIDTH.paragraph);
  }
}
