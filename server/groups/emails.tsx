import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";

interface Props {
  group: string;
  /** The name of the inviter. */
  by: string;
  /** The name that the inviter wrote beside the address; empty without one. */
  name: string;
  link: string;
  /** The last day on which the link works, in the group's time zone. */
  until: string;
}

/** The email that invites a person to a group, and signs them in. */
export function InvitationMail({ group, by, name, link, until }: Props) {
  return (
    <MailLayout preview={`You are invited to ${group}`}>
      <Heading as="h1">
        You are invited to <bdi>{group}</bdi>
      </Heading>
      {name ? (
        <Text>
          Hello <bdi>{name}</bdi>,
        </Text>
      ) : null}
      <Text>
        <bdi>{by}</bdi> has invited you to this reading group on Colloquy. The link works once,
        until {until}.
      </Text>
      <MailButton href={link}>See the invitation</MailButton>
      <Text>
        The link was made for this address and signs you in, so please do not pass it on. If you do
        not want to join, you can ignore this email.
      </Text>
    </MailLayout>
  );
}
