import { commentLink } from "@/server/threads/rules";
import type { KeyPoint, Place } from "@/server/threads/schema";
import { CommentText } from "../comment/comment-text";
import { Folded } from "../comment/folded";
import { Spoiler } from "../comment/spoiler";

interface Props {
  place: Place;
  points: readonly KeyPoint[];
}

/** Pinned comments of a discussion, chosen by its organizers or moderators. */
export function KeyPoints({ place, points }: Props) {
  if (points.length === 0) return null;
  return (
    <section
      aria-labelledby="key-points"
      className="mb-6 rounded-lg border border-line bg-surface p-4"
    >
      <h3 id="key-points" className="mb-2 font-semibold">
        Key points
      </h3>
      <ol className="grid gap-3">
        {points.map(({ id, html, folded, spoiler, author }) => (
          <li key={id} className="border-accent border-l-2 pl-3">
            <section
              aria-label={`Key point by ${author.name}`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to scroll it
              tabIndex={0}
              className="max-h-48 overflow-y-auto"
            >
              {folded ? (
                <Folded href={commentLink(place, id)} />
              ) : spoiler === null ? (
                <CommentText html={html} />
              ) : (
                <Spoiler about={spoiler}>
                  <CommentText html={html} />
                </Spoiler>
              )}
            </section>
            <p className="text-muted text-sm">
              <bdi>{author.name}</bdi> ·{" "}
              <a
                href={commentLink(place, id)}
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                In the discussion
              </a>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
