import "server-only";
import type sanitize from "sanitize-html";

const PROSE =
  "p br hr em strong s sup a code span pre blockquote ul ol li input " +
  "h3 h4 h5 h6 div table thead tbody tr th td";

/** Elements and attributes that rendered Markdown may have. */
export const ALLOWED: sanitize.IOptions = {
  allowedTags: PROSE.split(" "),
  allowedAttributes: {
    a: ["href", "rel"],
    ol: ["start", { name: "aria-label", multiple: false, values: ["Notes"] }],
    input: ["type", "disabled", "checked", "aria-label"],
    td: ["style"],
    th: ["style"],
  },
  // Colouring, mentions and places of formulas make the only spans here; formulas are put in later.
  allowedClasses: { span: ["hljs-*", "mention", "formula"] },
  allowedStyles: { "*": { "text-align": [/^(?:left|right|center)$/] } },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, { href = "" }) => ({
      tagName,
      attribs: { href, rel: "nofollow ugc noopener noreferrer" },
    }),
    // Allows the boxes of task lists, and no other field.
    input: (tagName, { checked }) => ({
      tagName,
      attribs: {
        type: "checkbox",
        disabled: "",
        ...(checked === undefined ? { "aria-label": "To do" } : { "aria-label": "Done", checked }),
      },
    }),
    // Headings of a text rank below those of its page.
    h1: "h3",
    h2: "h4",
    h3: "h5",
    h4: "h6",
    h5: "h6",
  },
};
