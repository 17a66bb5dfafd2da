// Simplifies a comment's HTML for mail programs.
import "server-only";
import sanitize from "sanitize-html";

/** Elements that all mail programs show alike. They ignore the site's styles and classes. */
const PROSE =
  "p br hr em strong s sup a code pre blockquote ul ol li h3 h4 h5 h6 div table thead tbody tr th td";

/** Elements that KaTeX draws. They are left out: the annotation beside them holds the formula's source. */
const KATEX_ELEMENTS = new Set([
  "mrow",
  "mstyle",
  "mtable",
  "mpadded",
  "mi",
  "mn",
  "mo",
  "ms",
  "mtext",
]);

/** Turns a comment's HTML into an email's: formulas as LaTeX, links with their whole address. */
export function mailHtml(html: string, site: string): string {
  return sanitize(html, {
    allowedTags: [
      ...PROSE.split(" "),
      "span",
      "math",
      "semantics",
      "annotation",
      ...KATEX_ELEMENTS,
    ],
    allowedAttributes: { a: ["href"], ol: ["start"], span: ["class"] },
    allowedSchemes: ["http", "https", "mailto"],
    exclusiveFilter: ({ tag, attribs }) =>
      KATEX_ELEMENTS.has(tag) || (attribs.class ?? "").split(" ").includes("katex-html"),
    transformTags: {
      annotation: "code",
      // Few mail programs show form fields, such as the checkbox of a task.
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
