import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";
import type { Told } from "./schema";

interface Props {
  group: string;
  what: Told;
  link: string;
}

/** The subject and the sentences of each thing that organizers are told. */
export const TOLD: Record<Told, { subject: string; words: string; action: string }> = {
  emptyPool: {
    subject: "No paper to vote on",
    words:
      "A ballot was to open by the group’s rhythm, but no paper waits in its pool. Nominate some, and the next turn opens by itself.",
    action: "Nominate papers",
  },
  stillOpen: {
    subject: "A ballot is still open",
    words:
      "A ballot was to open by the group’s rhythm, but the one before is still open. This turn is passed over.",
    action: "See the ballots",
  },
  extended: {
    subject: "Too few have voted",
    words:
      "The ballot’s quorum was not reached at its time, so it stays open a day more. If it is missed again, no paper is chosen.",
    action: "See the ballots",
  },
  quorumMissed: {
    subject: "Too few voted",
    words: "The ballot closed without its quorum, so no paper was chosen. All stay nominated.",
    action: "See the ballots",
  },
  tied: {
    subject: "A tie to decide",
    words:
      "The ballot closed with a tie, and the group leaves ties to its organizers. Choose one of the papers that could have won and say why.",
    action: "Decide the tie",
  },
  draftMissed: {
    subject: "A planned ballot did not open",
    words:
      "Its papers are gone from the pool, or its closing time came first. It is kept as a draft: edit it, or cancel it.",
    action: "See the ballots",
  },
};

/** The mail that tells organizers what the clock could not do for them. */
export function OrganizerMail({ group, what, link }: Props) {
  const { subject, words, action } = TOLD[what];
  return (
    <MailLayout preview={words}>
      <Heading as="h1">{subject}</Heading>
      <Text>
        In <bdi>{group}</bdi>: {words}
      </Text>
      <MailButton href={link}>{action}</MailButton>
      <Text>You get this because you are an organizer of this group.</Text>
    </MailLayout>
  );
}
