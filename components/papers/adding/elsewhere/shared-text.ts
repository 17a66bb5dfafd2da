/** The words of another page or program about a paper; empty where it has none. */
export interface Shared {
  url: string;
  text: string;
  title: string;
}

const LINK = /https?:\/\/\S+/g;
/** Signs of another paper beside a link: an identifier, or a reference of a program. */
const MORE = /\b10\.\d{4,9}\/|\b\d{4}\.\d{4,5}\b|^\s*(?:@\w+\s*[{(]|TY {1,3}-|[[{])/m;

/**
 * Makes the text to look up of what was shared. The address and the text of a page speak of one paper, so they become one
 * sentence; so does a text with one link in it, as phones share it. Other texts keep their lines: each is a
 * paper.
 */
export function textOfShared({ url, text, title }: Shared): string {
  const line = (value: string) => value.replace(/\s+/g, " ").trim();
  // In a sentence, identifiers of several types are those of one paper; alone, they would be several papers.
  if (url.trim() !== "" && text.trim() !== "") return line(`Shared: ${url} ${text}`);
  if (url.trim() !== "") return line(url);
  if (text.trim() === "") return line(title);
  const links = text.match(LINK) ?? [];
  const isOne = links.length === 1 && !MORE.test(text.replace(LINK, ""));
  return isOne ? line(text) : text.trim();
}
