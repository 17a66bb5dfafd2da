import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";

/** The email with a link to sign in. */
export function SignInMail({ link, site, last }: { link: string; site: string; last: boolean }) {
  return (
    <MailLayout preview={`Sign in to ${site}`}>
      <Heading as="h1">Sign in to Colloquy</Heading>
      <Text>This link works once, within 15 minutes.</Text>
      <MailButton href={link}>Sign in</MailButton>
      {last ? (
        <Text>
          This is the last link for an hour. If you ask again, no new email is sent, and this link
          works for another 15 minutes.
        </Text>
      ) : null}
      <Text>
        If you did not ask for it, you can ignore this email: nobody can sign in without the link.
      </Text>
    </MailLayout>
  );
}

/** The email that proves a new address. */
export function EmailChangeMail({ link }: { link: string }) {
  return (
    <MailLayout preview="Confirm your new address">
      <Heading as="h1">Your new address</Heading>
      <Text>
        Someone, probably you, wants to use this address on Colloquy. Confirm it within 15 minutes.
      </Text>
      <MailButton href={link}>Confirm this address</MailButton>
      <Text>If it was not you, you can ignore this email.</Text>
    </MailLayout>
  );
}

/** The email that tells the old address that it no longer signs in. */
export function EmailChangedMail() {
  return (
    <MailLayout preview="Your address was changed">
      <Heading as="h1">Your address was changed</Heading>
      <Text>
        Your account on Colloquy now has a different address. You can no longer sign in with this
        one.
      </Text>
      <Text>If it was not you, contact the people who run the site.</Text>
    </MailLayout>
  );
}
