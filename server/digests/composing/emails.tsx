import { LRUCache } from "lru-cache";
import { Heading, Link, Text } from "react-email";
import { Pieces } from "@/server/platform/mail/encoding/pieces";
import { LINK, MailButton, MailLayout, MUTED } from "@/server/platform/mail/layout";
import { compileTemplate, joinPieces, type Markup } from "@/server/platform/mail/template";
import { wrapLines } from "@/server/platform/text/words";
import type { Entry, Section } from "../sections/entries";

/** The email that asks for confirmation of a subscription. @param about such as "trending papers" */
export function ConfirmMail({ link, about }: { link: string; about: string }) {
  return (
    <MailLayout preview={`Confirm that you want ${about} by email`}>
      <Heading as="h1">{about.charAt(0).toUpperCase() + about.slice(1)} by email</Heading>
      <Text>
        Someone, probably you, asked for a daily email: {about}. Nothing is sent until you confirm.
        You have three days to do so.
      </Text>
      <MailButton href={link}>Yes, send it to me</MailButton>
      <Text>If it wasn’t you, you don’t need to do anything.</Text>
    </MailLayout>
  );
}

/** A digest in words. */
export interface DigestWords {
  /** The digest's sources, such as "trending papers, and everything in Systems Tuesday". */
  about: string;
  /** The date in the reader's time zone. */
  day: string;
  sections: Section[];
  /** The schedule in words, as the end of a sentence: "every day at 08:00". */
  schedule: string;
  /** The link for changing the schedule without signing in. */
  manage: string;
  unsubscribe: string;
}

const NOTHING = "There is nothing new this time.";
/** Characters of the preview. */
const PREVIEW_MAX = 140;
const SMALL = { ...MUTED, fontSize: 14, lineHeight: "20px", margin: 0 };

/**
 * Prepares the templates of a digest. Its entries use their own paragraphs: the library's repeat their margins
 * five times, which adds up over hundreds of entries.
 */
async function makeStamps() {
  const [frame, section, entry, title, facts, words, last, action] = await Promise.all([
    compileTemplate<Slot>((slot) => (
      <MailLayout preview={slot("preview", PREVIEW_MAX)}>
        <Heading as="h1" style={{ fontSize: 26, lineHeight: "32px", margin: "8px 0 0" }}>
          {slot("about")}
        </Heading>
        <Text className="muted" style={{ ...SMALL, marginBottom: 8 }}>
          {slot("day")}
        </Text>
        {slot("inside")}
        <Text className="muted" style={{ ...SMALL, fontSize: 13, marginTop: 32 }}>
          You get this digest {slot("schedule")}.
          <br />
          <Link href={slot("manage")} style={LINK}>
            Change or pause it
          </Link>
          {" · "}
          <Link href={slot("unsubscribe")} style={LINK}>
            Unsubscribe
          </Link>
        </Text>
      </MailLayout>
    )),
    compileTemplate<"title" | "inside">((slot) => (
      <div>
        <Heading as="h2" style={{ fontSize: 18, lineHeight: "24px", margin: "24px 0 8px" }}>
          {slot("title")}
        </Heading>
        {slot("inside")}
      </div>
    )),
    compileTemplate<"inside">((slot) => <div style={{ marginBottom: 20 }}>{slot("inside")}</div>),
    compileTemplate<"link" | "title">((slot) => (
      <p style={{ fontSize: 17, lineHeight: "24px", fontWeight: 600, margin: 0 }}>
        <Link href={slot("link")} style={LINK}>
          {slot("title")}
        </Link>
      </p>
    )),
    compileTemplate<"facts">((slot) => (
      <p className="muted" style={SMALL}>
        {slot("facts")}
      </p>
    )),
    compileTemplate<"words">((slot) => (
      <p style={{ fontSize: 15, lineHeight: "22px", margin: "4px 0 0" }}>{slot("words")}</p>
    )),
    compileTemplate<"inside">((slot) => (
      <p className="muted" style={{ ...SMALL, marginTop: 4 }}>
        {slot("inside")}
      </p>
    )),
    compileTemplate<"before" | "link" | "label">((slot) => (
      <span>
        {slot("before")}
        <Link href={slot("link")} style={LINK}>
          {slot("label")}
        </Link>
      </span>
    )),
  ]);
  const nothing = await compileTemplate(() => <Text>{NOTHING}</Text>);
  const beginning = keepBeginnings((said) => {
    const pieces = [title({ title: said.title, link: said.link })];
    if (said.facts.length > 0) pieces.push(facts({ facts: said.facts.join(" · ") }));
    if (said.words) pieces.push(words({ words: said.words }));
    return joinPieces(pieces, true);
  });
  return { frame, section, entry, beginning, last, action, nothing };
}

type Slot = "preview" | "about" | "day" | "inside" | "schedule" | "manage" | "unsubscribe";
type Stamps = Awaited<ReturnType<typeof makeStamps>>;
let stamps: Promise<Stamps> | undefined;

/** Renders a digest as HTML, starting with the items that wait for the reader. */
export async function renderDigestHtml(digest: DigestWords): Promise<Markup> {
  stamps ??= makeStamps();
  const made = await stamps;
  const { about, sections, day, schedule, manage, unsubscribe } = digest;
  const titles = sections.flatMap(({ entries }) => entries.map(({ title }) => title));
  const inside = sections.map(({ title, entries }) =>
    made.section({ title, inside: joinPieces(entries.map((entry) => renderEntry(entry, made))) }),
  );
  return made.frame({
    day,
    schedule,
    manage,
    unsubscribe,
    preview: titles.join(" · ").slice(0, PREVIEW_MAX) || NOTHING,
    about: about.charAt(0).toUpperCase() + about.slice(1),
    inside: sections.length === 0 ? made.nothing({}) : joinPieces(inside),
  });
}

/** Beginnings of entries to keep, of some 4 kB as HTML and 1 kB as text: as many as the papers of a few rounds. */
const BEGINNINGS = 1000;

/**
 * Keeps what is made of the beginning of an entry: it says the same to many readers. The entries of a round also share
 * their list of facts, by which they are found faster than by all their words.
 */
function keepBeginnings<Made extends Pieces>(make: (entry: Entry) => Made) {
  const kept = new LRUCache<string, Made>({ max: BEGINNINGS });
  const ofRound = new WeakMap<string[], { entry: Entry; made: Made }>();
  return (entry: Entry): Made => {
    const { title, link, facts, words } = entry;
    const near = ofRound.get(facts);
    if (near?.entry.title === title && near.entry.link === link && near.entry.words === words)
      return near.made;
    // No text of the database contains the sign between.
    const key = `${title}\0${link}\0${facts.join("\0")}\0\0${words ?? ""}`;
    const made = kept.get(key) ?? make(entry);
    kept.set(key, made);
    ofRound.set(facts, { entry, made });
    return made;
  };
}

function renderEntry(entry: Entry, made: Stamps): Markup {
  const { why, actions } = entry;
  const pieces = [made.beginning(entry)];
  if (why || actions.length > 0) {
    const spans = actions.map((action, at) =>
      made.action({ ...action, before: why || at > 0 ? " · " : "" }),
    );
    pieces.push(made.last({ inside: joinPieces([why ?? "", ...spans]) }));
  }
  return made.entry({ inside: joinPieces(pieces) });
}

/**
 * Renders a digest as readable plain text: one item per paragraph, with its address on a separate line. Signed
 * addresses are long, so they are numbered and listed at the end.
 */
export function renderDigestText(digest: DigestWords): Pieces {
  const { about, day, sections, schedule, manage, unsubscribe } = digest;
  const text: (string | Pieces)[] = [about.charAt(0).toUpperCase() + about.slice(1), `\n${day}`];
  const numbered: string[] = [];
  if (sections.length === 0) text.push(`\n\n${NOTHING}`);
  for (const { title, entries } of sections) {
    text.push(`\n\n${title.toUpperCase()}\n${"-".repeat(title.length)}`);
    for (const entry of entries) {
      const { link, why, actions } = entry;
      text.push("\n\n", writeBeginning(entry));
      if (why) text.push(`${wrapLines(why)}\n`);
      text.push(link);
      for (const action of actions) {
        if (action.link !== link) text.push(`\n${action.label} [${numbered.push(action.link)}]`);
      }
    }
  }
  if (numbered.length > 0) text.push("\n", ...numbered.map((link, at) => `\n[${at + 1}] ${link}`));
  text.push(
    `\n\n--\n${wrapLines(`You get this digest ${schedule}.`)}\nChange or pause it: ${manage}\nUnsubscribe: ${unsubscribe}\n`,
  );
  return new Pieces(text);
}

/** Writes the lines with which an entry begins. */
const writeBeginning = keepBeginnings(({ title, facts, words }) => {
  const texts = [title, facts.join(" · "), words ?? ""].filter(Boolean);
  return new Pieces([...texts.map((text) => `${wrapLines(text)}\n`)], true);
});
