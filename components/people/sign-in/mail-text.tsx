const LINK = /(https?:\/\/[^\s<>"\])]+)/;

/** A link of this site as a path of it, so that it stays with the name the site is asked by. */
function pathIn(site: string, text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.origin === new URL(site).origin ? url.pathname + url.search + url.hash : null;
}

/** The text of a mail; links to this site can be followed, others stay text. */
export function MailText({ text, site }: { text: string; site: string }) {
  let at = 0;
  return (
    <p className="whitespace-pre-wrap break-words">
      {text.split(LINK).map((part) => {
        const key = at;
        at += part.length + 1;
        const path = LINK.test(part) ? pathIn(site, part) : null;
        return path ? (
          // A plain link: following one may end a session or begin one.
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
