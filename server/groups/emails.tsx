import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";

interface Props {
  group: string;
  /** The name of the inviter. */
  by: string;
  link: string;
}

/** The email that invites a person to a group. */
export function InvitationMail({ group, by, link }: Props) {
  return (
    <MailLayout preview={`You are invited to ${group}`}>
      <Heading as="h1">
        You are invited to <bdi>{group}</bdi>
      </Heading>
      <Text>
        <bdi>{by}</bdi> has invited you to this reading group on Colloquy. The link works once,
        within 14 days, for anyone who has it.
      </Text>
      <MailButton href={link}>See the invitation</MailButton>
      <Text>If you do not want to join, you can ignore this email.</Text>
    </MailLayout>
  );
}
