import { Heading, Text } from "react-email";
import { MailButton, MailLayout } from "@/server/platform/mail/layout";

interface SignIn {
  link: string;
  /** For the browser that asked; null if it cannot take one. */
  code: string | null;
  site: string;
  last: boolean;
}

/** The email with a link and a code to sign in. */
export function SignInMail({ link, code, site, last }: SignIn) {
  return (
    <MailLayout preview={`Sign in to ${site}`}>
      <Heading as="h1">Sign in to Colloquy</Heading>
      <Text>This link works once, within 15 minutes.</Text>
      <MailButton href={link}>Sign in</MailButton>
      {code ? (
        <Text>
          Are you reading this on another device? Type this code where you asked for it:{" "}
          <strong>{code}</strong>
        </Text>
      ) : null}
      {last ? (
        <Text>
          This is the last link for an hour. If you ask again, no new email is sent, and this link
          works for another 15 minutes.
        </Text>
      ) : null}
      <Text>
        If you did not ask for it, you can ignore this email: nobody can sign in without it. Do not
        share the link or the code.
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
