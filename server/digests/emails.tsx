import { Heading, Link, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail-layout";

/** The mail that asks whether an address really wants the digest. */
export function ConfirmMail({ link }: { link: string }) {
  return (
    <MailLayout preview="Confirm that you want trending papers by mail">
      <Heading as="h1">Trending papers by mail</Heading>
      <Text>
        Somebody, probably you, asked for a daily mail with trending papers. Nothing is sent until
        you confirm.
      </Text>
      <MailButton href={link}>Yes, send it to me</MailButton>
      <Text>If it was not you, you need not do anything.</Text>
    </MailLayout>
  );
}

export interface DigestPaper {
  title: string;
  authors: string[];
  excerpt: string;
  upvoteCount: number;
  commentCount: number;
  link: string;
}

interface DigestProps {
  papers: DigestPaper[];
  manage: string;
  unsubscribe: string;
}

function why({ upvoteCount, commentCount }: DigestPaper): string {
  const said = [];
  if (upvoteCount > 0) said.push(`${upvoteCount} ${upvoteCount === 1 ? "upvote" : "upvotes"}`);
  if (commentCount > 0) said.push(`${commentCount} ${commentCount === 1 ? "comment" : "comments"}`);
  return said.length > 0 ? said.join(", ") : "new in the catalogue";
}

/** The digest: papers, best first, each with a line why it is here. */
export function DigestMail({ papers, manage, unsubscribe }: DigestProps) {
  return (
    <MailLayout preview={papers[0]?.title ?? "Trending papers"}>
      <Heading as="h1">Trending papers</Heading>
      {papers.map((paper) => (
        <Text key={paper.link}>
          <Link href={paper.link}>{paper.title}</Link>
          <br />
          {paper.authors.length > 0 ? `${paper.authors.slice(0, 4).join(", ")} · ` : ""}
          {why(paper)}
          <br />
          {paper.excerpt}…
        </Text>
      ))}
      <Text style={{ fontSize: 13 }}>
        <Link href={manage}>Change when this comes</Link> ·{" "}
        <Link href={unsubscribe}>Unsubscribe</Link>
      </Text>
    </MailLayout>
  );
}
