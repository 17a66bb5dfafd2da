interface Props {
  subject: string;
  html: string;
}

/** A mail as it comes, in a box of its own: nothing in it runs, and its links open elsewhere. */
export function MailFrame({ subject, html }: Props) {
  return (
    <figure className="max-w-3xl">
      <figcaption className="mb-2">
        <span className="text-muted text-sm">Subject: </span>
        <span className="font-medium">{subject}</span>
      </figcaption>
      <iframe
        title={`Email: ${subject}`}
        // Links lead to new pages; scripts, forms and this page are out of its reach.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={`<base target="_blank">${html}`}
        className="h-[75vh] w-full rounded-lg border border-line bg-white"
      />
    </figure>
  );
}
