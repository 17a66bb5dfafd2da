interface Props {
  subject: string;
  html: string;
}

/** An email in a sandboxed frame: scripts do not run, and links open in a new tab. */
export function MailFrame({ subject, html }: Props) {
  return (
    <figure className="max-w-3xl">
      <figcaption className="mb-2">
        <span className="text-muted text-sm">Subject: </span>
        <span className="font-medium">{subject}</span>
      </figcaption>
      <iframe
        title={`Email: ${subject}`}
        // Scripts, forms and access to this page stay blocked.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={`<base target="_blank">${html}`}
        className="h-[75vh] w-full rounded-lg border border-line bg-white"
      />
    </figure>
  );
}
