import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";

interface Props {
  group: string;
  /** The date in the reader's time zone; null if the group stays. */
  date: string | null;
  link: string;
}

/** The email that says that a group will be deleted, or that it will not be after all. */
export function GroupEndMail({ group, date, link }: Props) {
  if (date === null) {
    return (
      <MailLayout preview={`${group} will not be deleted`}>
        <Heading as="h1">
          <bdi>{group}</bdi> will not be deleted
        </Heading>
        <Text>Its owner has cancelled the deletion. Nothing was deleted.</Text>
        <MailButton href={link}>Open the group</MailButton>
      </MailLayout>
    );
  }
  return (
    <MailLayout preview={`${group} will be deleted on ${date}`}>
      <Heading as="h1">
        <bdi>{group}</bdi> will be deleted
      </Heading>
      <Text>
        Its owner has asked for this. The group will be deleted on {date}, with all of its
        discussions, ballots, meetings and notes. Papers stay in the catalogue.
      </Text>
      <Text>Until then you can download everything that you can read there.</Text>
      <MailButton href={link}>Open the group</MailButton>
    </MailLayout>
  );
}
