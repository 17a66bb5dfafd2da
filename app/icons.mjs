import { addIconSelectors } from "@iconify/tailwind";
import lucide from "@iconify-json/lucide/icons.json" with { type: "json" };

const full = (body) => body.replace('fill="none"', 'fill="currentColor"');
/** The arrow of an upvote, with thinner lines, empty or full. */
const arrow = lucide.icons["arrow-big-up"].body.replace('stroke-width="2"', 'stroke-width="1.75"');
/** Icons that Lucide has not, in the form of its own set. */
const ours = {
  prefix: "ours",
  width: 24,
  height: 24,
  icons: {
    upvote: { body: arrow },
    upvoted: { body: full(arrow) },
    kept: { body: full(lucide.icons.bookmark.body) },
  },
};

/** Makes a class of each icon that a source names (`lucide--users`), and `iconify`, which draws it. */
export default addIconSelectors([
  { prefix: "lucide", source: lucide },
  { prefix: "ours", source: ours },
]);
