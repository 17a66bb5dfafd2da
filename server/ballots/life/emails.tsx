import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";
import type { OrganizerNotice } from "../schema";

interface Props {
  group: string;
  what: OrganizerNotice;
  link: string;
}

/** The words of each notice to organizers. */
export const NOTICES: Record<OrganizerNotice, { subject: string; words: string; action: string }> =
  {
    emptyPool: {
      subject: "No papers to vote on",
      words:
        "A ballot was due to open, but no papers wait in the group’s pool. Nominate some, and the next ballot in the group’s rhythm will open automatically.",
      action: "Nominate papers",
    },
    stillOpen: {
      subject: "A ballot is still open",
      words:
        "A ballot was due to open, but the rhythm’s previous one is still open, or the group has as many open ballots as it can have. This turn in the group’s rhythm is skipped.",
      action: "See the ballots",
    },
    extended: {
      subject: "Too few votes so far",
      words:
        "The ballot missed its quorum at closing time, so it stays open for one more day. If it misses the quorum again, no paper is chosen.",
      action: "See the ballots",
    },
    quorumMissed: {
      subject: "Too few votes",
      words:
        "The ballot closed without reaching its quorum, so no paper was chosen. All papers stay nominated.",
      action: "See the ballots",
    },
    tied: {
      subject: "A tie to decide",
      words:
        "The ballot ended in a tie, and in this group organizers decide ties. Choose among the papers that could have won and say why.",
      action: "Decide the tie",
    },
    draftMissed: {
      subject: "A planned ballot did not open",
      words:
        "Too few of its papers are left in the pool, or its closing time came first. The ballot is still there as a draft: edit it or cancel it.",
      action: "See the ballots",
    },
    watchStopped: {
      subject: "A watch has stopped",
      words:
        "A watch for new papers could not look for a week, because its place did not answer or showed no papers. It has stopped. Correct it, or start it again.",
      action: "See the watches",
    },
  };

/** The email that asks organizers to act because the clock could not. */
export function OrganizerMail({ group, what, link }: Props) {
  const { subject, words, action } = NOTICES[what];
  return (
    <MailLayout preview={words}>
      <Heading as="h1">{subject}</Heading>
      <Text>
        In <bdi>{group}</bdi>: {words}
      </Text>
      <MailButton href={link}>{action}</MailButton>
      <Text>You get this email because you are an organizer of this group.</Text>
    </MailLayout>
  );
}
