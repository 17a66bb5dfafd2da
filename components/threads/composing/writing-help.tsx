const EXAMPLES: [string, string][] = [
  ["*emphasis*, **strong**", "emphasis"],
  ["[words](https://…)", "a link"],
  ["- one", "a list; 1. for a numbered one"],
  ["- [ ] one", "a task; - [x] once it is done"],
  ["> words", "a quotation"],
  ["words[^1], and below [^1]: more", "a note at the end"],
  ["`code`, or ``` on lines of their own", "code"],
  ["| a | b | over |---|---|", "a table"],
  ["$e^{i\\pi} = -1$", "a formula in the line; \\( and \\) work too"],
  ["$$\\sum_i x_i$$", "a formula on its own; \\[ and \\] work too"],
];

/** Folded help on Markdown and LaTeX. */
export function WritingHelp() {
  return (
    <details className="text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted underline">
        Markdown and LaTeX work here
      </summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
        {EXAMPLES.map(([written, meant]) => (
          <div key={written} className="contents">
            <dt>
              <code className="break-words rounded bg-sunken px-1">{written}</code>
            </dt>
            <dd className="text-muted">{meant}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-muted">
        Raw HTML stays text, images become links, and commands cannot be defined in formulas.
      </p>
    </details>
  );
}
