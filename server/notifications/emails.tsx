import { Link, Text } from "react-email";
import { LINK, MailButton, MailLayout, MUTED } from "@/server/platform/mail/layout";
import { FOOT } from "./schema";

const [READ, ANSWER, , CHOOSE] = FOOT;
const SMALL = { ...MUTED, fontSize: 13, lineHeight: "20px" };
/** No heading: as plain text that would be in capitals, names and formulas too. */
const TITLE = { fontSize: 20, lineHeight: "26px", fontWeight: 600 };

interface Ways {
  /** One click that silences what this was about, and what it says. */
  mute: string;
  muteWords: string;
  settings: string;
}

function Foot({ mute, muteWords, settings }: Ways) {
  return (
    <Text className="muted" style={SMALL}>
      <Link href={mute} style={LINK}>
        {muteWords}
      </Link>
      <br />
      <Link href={settings} style={LINK}>
        {CHOOSE}
      </Link>
    </Text>
  );
}

interface CommentProps extends Ways {
  /** What happened, in a sentence. */
  words: string;
  /** Made safe when it was written, and simplified for mails; null where it is a spoiler. */
  html: string | null;
  /** What a spoiler is about, where its author said so. */
  spoiler: string;
  link: string;
  /** Whether an answer to the mail becomes a comment. */
  answerable: boolean;
}

/** A comment, as it comes by mail at once. */
export function CommentMail({ words, html, spoiler, link, answerable, ...ways }: CommentProps) {
  return (
    <MailLayout preview={words}>
      <Text style={TITLE}>{words}</Text>
      {html === null ? (
        <Text>
          <em>
            This comment is marked as a spoiler{spoiler ? `: ${spoiler}` : ""}. Open it to read it.
          </em>
        </Text>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized when it was written, and again for the mail
        <div dangerouslySetInnerHTML={{ __html: html }} />
      )}
      <div style={{ margin: "24px 0" }}>
        <MailButton href={link}>{READ}</MailButton>
      </div>
      {answerable ? (
        <Text className="muted" style={SMALL}>
          {ANSWER}
        </Text>
      ) : null}
      <Foot {...ways} />
    </MailLayout>
  );
}

/** Anything else that happened, as it comes by mail at once. */
export function NotificationMail({
  words,
  when,
  link,
  ...ways
}: Ways & { words: string; when: string | null; link: string }) {
  return (
    <MailLayout preview={words}>
      <Text style={TITLE}>{words}</Text>
      {when ? <Text>{when}</Text> : null}
      <div style={{ margin: "24px 0" }}>
        <MailButton href={link}>Have a look</MailButton>
      </div>
      <Foot {...ways} />
    </MailLayout>
  );
}

/** What somebody hears whose answer by mail had something attached. */
export function NotKeptMail({ title, link }: { title: string; link: string }) {
  return (
    <MailLayout preview="Your reply was posted without its attachments">
      <Text>
        Your reply was posted in the thread on “{title}”. Attachments are not kept here: put them
        somewhere on the web and add a link to your comment.
      </Text>
      <Text>
        <Link href={link} style={LINK}>
          Open your comment
        </Link>
      </Text>
    </MailLayout>
  );
}
