import { footnote } from "@mdit/plugin-footnote";
import { tasklist } from "@mdit/plugin-tasklist";
import type MarkdownIt from "markdown-it";

type State = Parameters<Parameters<MarkdownIt["core"]["ruler"]["push"]>[1]>[0];
type Token = State["tokens"][number];

/**
 * Footnotes and lists of tasks. Notes stand below the text, and bear their number in brackets: several
 * texts stand on one page and in emails, so that no number is a link. Boxes cannot be ticked.
 */
export function notesAndTasks(markdown: MarkdownIt): void {
  markdown.use(footnote);
  // Disabled because no widely used dialect opens a note with "^[".
  markdown.inline.ruler.disable("footnoteInline");
  markdown.core.ruler.before("footnoteTail", "notes_kept", keepWords);
  const { rules } = markdown.renderer;
  rules.footnote_ref = (tokens, at) => `<sup>[${number(tokens[at])}]</sup>`;
  rules.footnote_block_open = () => '<ol aria-label="Notes">\n';
  rules.footnote_block_close = () => "</ol>\n";
  rules.footnote_open = () => "<li>";
  rules.footnote_anchor = () => "";

  markdown.use(tasklist, { label: false });
  rules.checkbox_input = (tokens, at) => {
    const isDone = tokens[at]?.attrGet("checked") !== null;
    return `<input type="checkbox" disabled${isDone ? " checked" : ""} />`;
  };
}

function number(token: Token | undefined): number {
  return token?.meta.id + 1;
}

/** Keeps notes as written that the plugin would drop: those without a reference, and all but one of each name. */
function keepWords(state: State): void {
  const refs: Record<string, number> = state.env.footnotes?.refs ?? {};
  const names = new Set<string>();
  const areNotes: boolean[] = [];
  const kept: Token[] = [];
  let written = "";
  for (const token of state.tokens) {
    if (token.type === "footnote_reference_open") {
      const { label } = token.meta;
      const isNote =
        !areNotes.includes(true) && !names.has(label) && (refs[`:${label}`] ?? -1) >= 0;
      areNotes.push(isNote);
      if (isNote) names.add(label);
      else written += `[^${label}]: `;
      if (isNote) kept.push(token);
    } else if (token.type === "footnote_reference_close") {
      if (areNotes.pop()) kept.push(token);
      if (written) kept.push(...paragraph(state, written));
      written = "";
    } else {
      if (written && token.type === "inline" && kept.at(-1)?.type === "paragraph_open") {
        token.children?.unshift(text(state, written));
        written = "";
      } else if (written && token.type !== "paragraph_open") {
        kept.push(...paragraph(state, written));
        written = "";
      }
      kept.push(token);
    }
  }
  state.tokens = kept;
}

function text(state: State, content: string): Token {
  const token = new state.Token("text", "", 0);
  token.content = content;
  return token;
}

function paragraph(state: State, content: string): Token[] {
  const inline = new state.Token("inline", "", 0);
  inline.children = [text(state, content)];
  return [
    new state.Token("paragraph_open", "p", 1),
    inline,
    new state.Token("paragraph_close", "p", -1),
  ];
}
