import { Link, Text } from "react-email";
import { LINK, MailButton, MailLayout, MUTED } from "@/server/platform/mail/layout";
import { type EmailLinks, Foot, SMALL, TITLE } from "../emails";
import { EMAIL_FOOTER } from "../schema";
import type { MailEntry } from "./entries";

const REPLY = EMAIL_FOOTER[1];

interface Props extends EmailLinks {
  entries: MailEntry[];
  /** The page with all notifications, if the email does not show all; else null. */
  rest: string | null;
  /** Whether a reply to the email becomes a comment. */
  replyable: boolean;
}

/** The email that gathers what happened within some minutes. */
export function GatheredMail({ entries, rest, replyable, ...ways }: Props) {
  return (
    <MailLayout preview={entries.map(({ words }) => words).join(" · ")}>
      {entries.map((entry) => (
        <Entry key={entry.button.link + entry.words} {...entry} />
      ))}
      {rest ? (
        <Text>
          <Link href={rest} style={LINK}>
            See everything that is new
          </Link>
        </Text>
      ) : null}
      {replyable ? (
        <Text className="muted" style={SMALL}>
          {REPLY}
        </Text>
      ) : null}
      <Foot {...ways} />
    </MailLayout>
  );
}

function Entry({ words, lines, choices, comments, button }: MailEntry) {
  return (
    <div style={{ marginBottom: 32 }}>
      <Text style={TITLE}>{words}</Text>
      {lines.map((line) => (
        <Text key={line} style={{ margin: "8px 0" }}>
          {line}
        </Text>
      ))}
      {choices.map((choice) => (
        <Choice key={choice.title + choice.facts} {...choice} />
      ))}
      {comments.map(({ author, html }) => (
        <div key={author + html}>
          <Text className="muted" style={{ ...SMALL, margin: "16px 0 0" }}>
            {author}:
          </Text>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized when it was written, and again for the email */}
          <div dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
      <div style={{ margin: "20px 0" }}>
        <MailButton href={button.link}>{button.label}</MailButton>
      </div>
    </div>
  );
}

function Choice({ title, facts, words, actions }: MailEntry["choices"][number]) {
  return (
    <div style={{ margin: "16px 0" }}>
      <Text style={{ fontSize: 17, lineHeight: "24px", fontWeight: 600, margin: 0 }}>{title}</Text>
      {facts ? (
        <Text className="muted" style={{ ...MUTED, fontSize: 14, lineHeight: "20px", margin: 0 }}>
          {facts}
        </Text>
      ) : null}
      {words ? (
        <Text style={{ fontSize: 15, lineHeight: "22px", margin: "2px 0 0" }}>{words}</Text>
      ) : null}
      {actions.length > 0 ? (
        <div style={{ margin: "6px 0 4px" }}>
          {/* Blocks, which are lines of their own in the plain text. */}
          {actions.map(({ label, link }) => (
            <div key={link} style={{ display: "inline-block", marginRight: 8 }}>
              <Link href={link} style={{ ...LINK, padding: actions.length > 1 ? "8px" : "8px 0" }}>
                {label}
              </Link>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
