// A comment's HTML as mail programs show it.
import "server-only";
import sanitize from "sanitize-html";

/** What mail programs show alike. Styles and classes of the site mean nothing there. */
const PROSE =
  "p br hr em strong s sup a code pre blockquote ul ol li h3 h4 h5 h6 div table thead tbody tr th td";

/** What KaTeX draws; a mail has the formula as it was written, which stands in its annotation. */
const DRAWN = new Set(["mrow", "mstyle", "mtable", "mpadded", "mi", "mn", "mo", "ms", "mtext"]);

/** A comment's own HTML, as mails show it: formulas as LaTeX, links with their whole address. */
export function mailHtml(html: string, site: string): string {
  return sanitize(html, {
    allowedTags: [...PROSE.split(" "), "span", "math", "semantics", "annotation", ...DRAWN],
    allowedAttributes: { a: ["href"], ol: ["start"], span: ["class"] },
    allowedSchemes: ["http", "https", "mailto"],
    exclusiveFilter: ({ tag, attribs }) =>
      DRAWN.has(tag) || (attribs.class ?? "").split(" ").includes("katex-html"),
    transformTags: {
      annotation: "code",
      // Few mail programs show fields.
      input: (_, { checked }) => ({
        tagName: "span",
        attribs: {},
        text: checked === undefined ? "☐" : "☑",
      }),
      a: (tagName, attribs) => {
        const href = attribs.href ?? "";
        return { tagName, attribs: { href: href.startsWith("/") ? `${site}${href}` : href } };
      },
    },
  })
    .replace(/<\/?(?:span|math|semantics)(?: [^>]*)?>/g, "")
    .replace(/\n<\/code><\/div>/g, "</code></div>");
}
