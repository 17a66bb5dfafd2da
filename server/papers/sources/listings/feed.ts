// Feeds in Atom or RSS, of any site.

import type { NewPaper } from "../../catalogue/commands";
import { namesOnePaper } from "../../catalogue/rules";
import { readFeed } from "../../files/reading/feed";
import { fileFormatOf } from "../../files/reading/file";
import type { Identifier } from "../../pasting/identifiers";
import { readText } from "../../pasting/rules";
import { elementAt, readXml, textAt } from "../reading/markup";
import { Unreadable } from "../record";
import { LISTED, type Listing, listedOf } from "./listing";

/** Characters of an entry in which a paper may be mentioned. */
const READ = 4000;

/**
 * Reads a feed. An entry is a paper if it names an identifier: as its link, or as the only one of its type in its text.
 * @param site the address of this site
 * @throws Unreadable if it is no feed
 */
export function readFeedList(body: string, site: string): Listing {
  if (fileFormatOf(body) !== "feed") throw new Unreadable("This is no feed.");
  const listing: Listing = { title: titleIn(body), papers: [], unnamed: [] };
  let count = 0;
  for (const entry of readFeed(body, site)) {
    count += 1;
    if (count > LISTED) break;
    if (!("paper" in entry)) continue;
    const { paper } = entry;
    const isPoor = paper.authors.length === 0 || paper.abstract === "";
    const mentioned = mentionedIn(paper);
    const listed =
      listedOf(paper, isPoor) ??
      (mentioned && { title: paper.title, identifiers: [mentioned], paper: null, isPoor: true });
    if (listed) listing.papers.push(listed);
    else listing.unnamed.push(paper.title);
  }
  return listing;
}

/** The title of the feed itself. */
function titleIn(body: string): string {
  const feed = readXml(body);
  return textAt(feed.name === "feed" ? feed : (elementAt(feed, "channel") ?? feed), "title");
}

/** Finds the one paper that an entry mentions. @returns null if it mentions none, or several */
function mentionedIn({ title, abstract }: Pick<NewPaper, "title" | "abstract">): Identifier | null {
  const read = readText(`${title}\n${abstract}`.slice(0, READ));
  const ids = "ids" in read ? read.ids.filter(namesOnePaper) : [];
  const [first] = ids;
  return first && ids.length === 1 ? first : null;
}
