import { commentLink } from "@/server/threads/rules";
import type { Place } from "@/server/threads/schema";
import type { Entry } from "../reading/tree";
import { CommentText } from "./comment-text";
import { Folded } from "./folded";
import { Quoted } from "./quoted";
import { Spoiler } from "./spoiler";

/** Quotation and text of a comment, or why it is not shown. */
export function CommentBody({ comment, place }: { comment: Entry; place: Place }) {
  const { id, gone, html, folded, sending, quote, spoiler } = comment;
  if (gone !== null && html === "") {
    return <p className="pb-1 text-muted italic">{reasonGone(gone, place)}</p>;
  }
  if (folded) return <Folded href={commentLink(place, id)} />;
  const text =
    sending === undefined ? (
      <CommentText html={html} />
    ) : (
      <p className="whitespace-pre-wrap pb-1">{sending}</p>
    );
  return (
    <>
      {quote ? <Quoted quote={quote} /> : null}
      {spoiler === null || sending !== undefined ? text : <Spoiler about={spoiler}>{text}</Spoiler>}
    </>
  );
}

function reasonGone(gone: "deleted" | "hidden" | "blocked", place: Place): string {
  if (gone === "deleted") return "This comment was deleted.";
  if (gone === "blocked") return "You have blocked the author of this comment.";
  return place.group === undefined
    ? "A moderator of the site has hidden this comment."
    : "An organizer has hidden this comment.";
}
