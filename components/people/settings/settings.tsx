import type { ReactNode } from "react";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { Notice } from "../notice";
import { connectSentence } from "../sign-in/sign-in-errors";
import { SUSPENDED } from "../suspended";
import { Accounts } from "./accounts";
import { DeleteAccount } from "./delete-account";
import { DownloadData } from "./download-data";
import { EmailForm } from "./email-form";
import { ProfileForm } from "./profile-form";
import { Sessions } from "./sessions";
import { SettingsSection } from "./settings-section";

interface Props {
  profile: RouterOutputs["people"]["profile"];
  mailbox: boolean;
  /** People whom the viewer blocks. */
  blocks: ReactNode;
  /** The address of the calendar of all the person's groups. */
  calendar: ReactNode;
  /** Choices of notifications, and the followed threads, papers, topics and groups. */
  notifications: ReactNode;
  /** The error code of a failed attempt to connect an account. */
  error: string | null;
}

/** The settings of a person. People who are suspended can still download their data. */
export function Settings(props: Props) {
  const { profile, mailbox, blocks, calendar, notifications, error } = props;
  const { name, handle, email, timeZone, accounts, connectable, sessions, suspended } = profile;
  const data = (
    <SettingsSection
      id="data"
      title="Your data"
      lead="What this site stores about you: profile, votes, comments and the rest."
    >
      <DownloadData />
    </SettingsSection>
  );
  if (suspended) {
    return (
      <>
        <div className="mb-8">
          <Notice kind="wrong">{SUSPENDED}</Notice>
        </div>
        {data}
      </>
    );
  }
  return (
    <>
      <SettingsSection id="profile" title="Profile" lead="What others see of you.">
        <ProfileForm profile={{ name, handle, timeZone }} />
      </SettingsSection>
      <SettingsSection
        id="email"
        title="Email address"
        lead="For sign-in links, notifications and digests. Nobody else sees it."
      >
        <EmailForm email={email} mailbox={mailbox} />
      </SettingsSection>
      {accounts.length > 0 || connectable.length > 0 || error ? (
        <SettingsSection
          id="accounts"
          title="Accounts elsewhere"
          lead="You can use them to sign in here too."
        >
          {error ? (
            <div className="mb-5">
              <Notice kind="wrong">{connectSentence(error)}</Notice>
            </div>
          ) : null}
          <Accounts accounts={accounts} connectable={connectable} timeZone={timeZone} />
        </SettingsSection>
      ) : null}
      <SettingsSection
        id="calendar"
        title="My calendar"
        lead="The meetings of all your groups, next to your other appointments."
      >
        {calendar}
      </SettingsSection>
      <SettingsSection
        id="blocks"
        title="People you block"
        lead="You do not see what they write, and they cannot mention you. They are not told."
      >
        {blocks}
        <p className="mt-4 text-sm">
          <Link
            href={PATHS.moderation}
            className="inline-flex min-h-6 items-center text-accent underline"
          >
            Moderation of your comments
          </Link>
        </p>
      </SettingsSection>
      {notifications}
      <SettingsSection id="sessions" title="Sessions" lead="Browsers you are signed in with.">
        <Sessions sessions={sessions} timeZone={timeZone} />
      </SettingsSection>
      {data}
      <SettingsSection
        id="delete"
        title="Leaving"
        lead="If you own a group with other members, hand it over first."
      >
        <DeleteAccount handle={handle} />
      </SettingsSection>
    </>
  );
}
