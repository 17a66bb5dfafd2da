/** Replaces a text that the page has no room for. */
export function Folded({ href }: { href: string | null }) {
  return (
    <p className="pb-1 text-muted">
      There is no room for this text on this page.{" "}
      {href ? (
        <a href={href} className="inline-flex min-h-6 items-center text-accent underline">
          Read it on its own page
        </a>
      ) : null}
    </p>
  );
}
