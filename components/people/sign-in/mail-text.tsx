const LINK = /(https?:\/\/[^\s<>"\])]+)/;

/** Turns a link to this site into a path, so that it keeps the host of the current page. */
function pathIn(site: string, text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.origin === new URL(site).origin ? url.pathname + url.search + url.hash : null;
}

/** The text of an email. Links to this site can be followed; others stay text. */
export function MailText({ text, site }: { text: string; site: string }) {
  let at = 0;
  return (
    <p className="whitespace-pre-wrap break-words">
      {text.split(LINK).map((part) => {
        const key = at;
        at += part.length + 1;
        const path = LINK.test(part) ? pathIn(site, part) : null;
        return path ? (
          // A plain link, because following it may end or start a session.
          <a key={key} href={path} className="break-all text-accent underline">
            {part}
          </a>
        ) : (
          <span key={key}>{part}</span>
        );
      })}
    </p>
  );
}
