import { Heading, Link, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail-layout";

/** The mail that asks whether an address really wants the digest. */
export function ConfirmMail({ link }: { link: string }) {
  return (
    <MailLayout preview="Confirm that you want trending papers by mail">
      <Heading as="h1">Trending papers by mail</Heading>
      <Text>
        Somebody, probably you, asked for a daily mail with trending papers. Nothing is sent until
        you confirm, within three days.
      </Text>
      <MailButton href={link}>Yes, send it to me</MailButton>
      <Text>If it was not you, you need not do anything.</Text>
    </MailLayout>
  );
}

interface DigestPaper {
  title: string;
  authors: string[];
  excerpt: string;
  upvoteCount: number;
  commentCount: number;
  link: string;
}

interface DigestProps {
  /** Best first. */
  papers: DigestPaper[];
  /** The reader's local day, YYYY-MM-DD. */
  day: string;
  /** The schedule, in words. */
  words: string;
  settings: string;
  hasAccount: boolean;
  unsubscribe: string;
}

const SMALL = { fontSize: 14, lineHeight: "21px", margin: 0 };

function why({ upvoteCount, commentCount }: DigestPaper): string {
  const said = [];
  if (upvoteCount > 0) said.push(`${upvoteCount} ${upvoteCount === 1 ? "upvote" : "upvotes"}`);
  if (commentCount > 0) said.push(`${commentCount} ${commentCount === 1 ? "comment" : "comments"}`);
  return said.length > 0 ? said.join(", ") : "new in the catalogue";
}

function byline({ authors }: DigestPaper): string {
  if (authors.length === 0) return "";
  return `${authors.slice(0, 4).join(", ")}${authors.length > 4 ? " and others" : ""} · `;
}

function dayInWords(day: string): string {
  const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
  return date.format(new Date(`${day}T00:00:00Z`));
}

/** The digest: papers, best first, each with a line why it is here. */
export function DigestMail({ papers, day, words, settings, hasAccount, unsubscribe }: DigestProps) {
  return (
    <MailLayout
      preview={papers
        .map(({ title }) => title)
        .join(" · ")
        .slice(0, 140)}
    >
      <Heading as="h1" style={{ fontSize: 26, lineHeight: "32px", marginBottom: 0 }}>
        Trending papers
      </Heading>
      <Text style={{ ...SMALL, marginBottom: 24 }}>{dayInWords(day)}</Text>
      {papers.map((paper) => (
        <div key={paper.link} style={{ marginBottom: 24 }}>
          <Text style={{ fontSize: 18, lineHeight: "24px", fontWeight: 600, margin: 0 }}>
            <Link href={paper.link} style={{ color: "#2b7f99" }}>
              {paper.title}
            </Link>
          </Text>
          <Text style={SMALL}>
            {byline(paper)}
            {why(paper)}
          </Text>
          {paper.excerpt ? (
            <Text style={{ marginTop: 4, marginBottom: 0 }}>{paper.excerpt}</Text>
          ) : null}
        </div>
      ))}
      <Text style={{ fontSize: 13, lineHeight: "20px" }}>
        You asked for this: {words.charAt(0).toLowerCase() + words.slice(1)}.
        {hasAccount ? (
          <>
            <br />
            <Link href={settings}>Change when it comes</Link>
          </>
        ) : null}
        <br />
        <Link href={unsubscribe}>Unsubscribe</Link>
      </Text>
    </MailLayout>
  );
}
