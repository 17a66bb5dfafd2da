import sanitize from "sanitize-html";

const DRAWN = new Set(["mrow", "mstyle", "mtable", "mpadded", "mi", "mn", "mo", "ms", "mtext"]);

const NAMES: Record<string, string> = {
  katex: "set",
  "katex-display": "out",
  "formula-fault": "fault",
};

/** Renders a text as HTML, with "⟦x⟧" for an inline formula and "⟦⟦x⟧⟧" for a displayed one. */
export function shownMarkup(html: string): string {
  return sanitize(html, {
    allowedTags: false,
    allowVulnerableTags: true,
    allowedAttributes: { a: ["href"], ol: ["start"], input: ["type", "disabled", "checked"] },
    exclusiveFilter: ({ tag, attribs }) => DRAWN.has(tag) || attribs.class === "katex-html",
    transformTags: {
      span: (_, attribs) => ({ tagName: NAMES[attribs.class ?? ""] ?? "span", attribs }),
      code: (_, attribs) => ({ tagName: NAMES[attribs.class ?? ""] ?? "code", attribs }),
    },
  })
    .replace(/<\/?(?:math|semantics|annotation|span)>/g, "")
    .replace(/<set>|<out>/g, "⟦")
    .replace(/<\/set>|<\/out>/g, "⟧")
    .trim();
}
