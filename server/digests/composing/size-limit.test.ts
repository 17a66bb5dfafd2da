import { describe, expect, it } from "vitest";
import { QUERY_MAX } from "@/server/digests/schema";
import { NAME_MAX } from "@/server/groups/schema";
import { PLACE_MAX } from "@/server/meetings/schema";
import { TITLE_MAX } from "@/server/papers/schema";
import { composeMail } from "@/server/platform/mail/bytes";
import type { Pieces } from "@/server/platform/mail/encoding/pieces";
import { ITEM_KINDS, ITEMS_MAX } from "../rules";
import { describeSections } from "../sections/entries";
import type { ShownItem } from "./queries";
import { renderFitting } from "./size-limit";

/** Bytes of an email that no program cuts off, without its headers. */
const CUT = 96_000;

const ID = "0195c7a2-7d0c-7f0e-a0aa-000000000000";
/** An address as long as a signed one. */
const signed = (path: string) => `https://reading.example.org/${path}?token=${"a".repeat(260)}`;
const VIEW = {
  site: "https://reading.example.org",
  timeZone: "America/Argentina/Buenos_Aires",
  length: "full" as const,
  upvoteLink: () => signed("by-mail/upvote"),
  rsvpLink: () => signed("by-mail/answer"),
};

/** Makes the fullest digest, with each text as long as allowed and made of one character. */
function makeFullestDigest(sign: string) {
  const of = (length: number) => sign.repeat(length).slice(0, length);
  const group = { slug: "g".repeat(NAME_MAX), name: of(NAME_MAX) };
  const paper = {
    id: ID,
    slug: "p".repeat(120),
    title: of(TITLE_MAX),
    authorCount: 500,
    authors: Array.from({ length: 4 }, () => of(200)),
    beginning: of(600),
    upvoteCount: 1000,
    commentCount: 1000,
    fellows: 1000,
  };
  const item: Omit<ShownItem, "kind"> = {
    paper,
    group,
    why: { source: "search", of: of(QUERY_MAX) },
    news: null,
    ballot: {
      id: ID,
      closesAt: new Date(),
      candidates: 50,
      outcome: "chosen",
      others: [of(TITLE_MAX), of(TITLE_MAX)],
    },
    meeting: { id: ID, startsAt: new Date(), minutes: 60, place: of(PLACE_MAX) },
    nomination: { id: ID, by: of(NAME_MAX), pitch: of(1000) },
    suggestion: { watch: of(100), others: 600 },
  };
  const news = { words: of(TITLE_MAX + 200), path: `/papers/${"p".repeat(120)}?comment=${ID}` };
  const items = ITEM_KINDS.flatMap((kind) =>
    Array.from({ length: ITEMS_MAX.full[kind] }, (): ShownItem => {
      return { ...item, kind, news: kind === "answer" || kind === "thread" ? news : null };
    }),
  );
  return {
    about: of(240),
    day: "Wednesday, 25 November 2026",
    sections: describeSections(items, VIEW),
    schedule: of(100),
    manage: signed("digest-by-mail"),
    unsubscribe: signed("unsubscribe"),
  };
}

const whole = ({ html, text }: { html: Pieces; text: Pieces }) =>
  composeMail({ from: "c@x.example", to: "r@x.example", subject: "A digest", html, text }).raw;
const links = (html: string) => html.split("<a ").length - 1;

describe("a digest at its fullest", () => {
  it.each([["漢"], ["𝒪"], ["ab "], ["漢 "], ['"'], ["&"], ["= "], ["é"]])(
    "fits if everything is made of %j",
    async (sign) => {
      const digest = makeFullestDigest(sign);
      const { html, text } = await renderFitting(digest);
      expect(whole({ html, text }).length).toBeLessThan(CUT);
      // No entry is left out.
      const all = digest.sections.flatMap(({ entries }) => entries);
      const actions = all.flatMap((entry) => entry.actions);
      expect(links(html.whole)).toBe(all.length + actions.length + 2);
      expect(all).toHaveLength(Object.values(ITEMS_MAX.full).reduce((sum, most) => sum + most));
    },
  );

  it("is left uncut if it fits", async () => {
    const { sections, ...digest } = makeFullestDigest("word ");
    const ordinary = sections.map(({ title, entries }) => ({
      title,
      entries: entries.slice(0, 3),
    }));
    const { html, text } = await renderFitting({ ...digest, sections: ordinary });
    for (const { title, words } of ordinary.flatMap(({ entries }) => entries))
      expect(html.whole).toContain(words ?? title);
    expect(text.whole.replace(/\s+/g, " ")).toContain(ordinary[0]?.entries[0]?.title);
  });
});
