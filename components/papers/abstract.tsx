/** A paper's abstract with rendered mathematics. Readers can quote from it. */
export function Abstract({ html }: { html: string }) {
  return (
    <div
      data-quotable="abstract"
      className="mt-2 max-w-[68ch] overflow-x-auto overflow-y-hidden whitespace-pre-line font-serif text-[1.1rem] leading-relaxed"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server, except the output of KaTeX
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
