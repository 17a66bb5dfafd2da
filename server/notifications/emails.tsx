import { Link, Text } from "react-email";
import { LINK, MailButton, MailLayout, MUTED } from "@/server/platform/mail/layout";
import { EMAIL_FOOTER } from "./schema";

const [READ, REPLY, , CHOOSE] = EMAIL_FOOTER;
/** Style of the lines at the end. */
export const SMALL = { ...MUTED, fontSize: 13, lineHeight: "20px" };
/** Styled as a paragraph, because a heading would put names and formulas into capitals in plain text. */
export const TITLE = { fontSize: 20, lineHeight: "26px", fontWeight: 600 };

export interface EmailLinks {
  /** The address that mutes the thread or stops emails of this kind. */
  mute: string;
  /** The text of that link. */
  muteWords: string;
  /** The address of the notification settings. */
  settings: string;
}

/** The ways out of such emails. */
export function Foot({ mute, muteWords, settings }: EmailLinks) {
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

interface CommentProps extends EmailLinks {
  /** The sentence that says what happened. */
  words: string;
  /** Sanitized HTML, simplified for emails; null for a spoiler. */
  html: string | null;
  /** The author's hint about a spoiler; empty without one. */
  spoiler: string;
  link: string;
  /** Whether a reply to the email becomes a comment. */
  replyable: boolean;
}

/** The email about a comment. */
export function CommentMail({ words, html, spoiler, link, replyable, ...ways }: CommentProps) {
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
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized when it was written, and again for the email
        <div dangerouslySetInnerHTML={{ __html: html }} />
      )}
      <div style={{ margin: "24px 0" }}>
        <MailButton href={link}>{READ}</MailButton>
      </div>
      {replyable ? (
        <Text className="muted" style={SMALL}>
          {REPLY}
        </Text>
      ) : null}
      <Foot {...ways} />
    </MailLayout>
  );
}

/** The email to somebody whose reply by email had attachments. */
export function AttachmentsDroppedMail({ title, link }: { title: string; link: string }) {
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
