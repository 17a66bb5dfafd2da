import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail-layout";

/** The mail that invites somebody into a group. */
export function InvitationMail({ group, link }: { group: string; link: string }) {
  return (
    <MailLayout preview={`You are invited to ${group}`}>
      <Heading as="h1">You are invited to {group}</Heading>
      <Text>A reading group on Colloquy invites you. The link works once, within 14 days.</Text>
      <MailButton href={link}>See the invitation</MailButton>
      <Text>If you do not want to join, you need not do anything.</Text>
    </MailLayout>
  );
}
