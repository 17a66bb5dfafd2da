import { Icon } from "@/components/ui/icons/icon";
import { When } from "@/components/ui/times/when";
import { InvitationActions } from "./invitation-actions";
import { InviteByEmail } from "./invite-by-email";
import { type Invitation, InviteByLink } from "./invite-by-link";
import { Revoke } from "./revoke";

interface Props {
  group: string;
  invitations: Invitation[];
  timeZone: string;
}

/** Forms to invite people, and the invitations that still work. */
export function Invitations({ group, invitations, timeZone }: Props) {
  const links = invitations.filter(({ expiresAt }) => expiresAt === null);
  const others = invitations.filter(({ expiresAt }) => expiresAt !== null);
  return (
    <section id="invite" aria-labelledby="invitations">
      <h2 id="invitations" className="mb-3 font-semibold font-serif text-xl">
        Invitations
      </h2>
      <div className="grid gap-4 md:grid-cols-2">
        <InviteByLink group={group} links={links} />
        <InviteByEmail group={group} />
      </div>
      {others.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 font-semibold text-sm">Still open</h3>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {others.map((invitation) => (
              <Line key={invitation.id} group={group} invitation={invitation} timeZone={timeZone} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Line({
  group,
  invitation: { id, email, name, by, createdAt, expiresAt },
  timeZone,
}: {
  group: string;
  invitation: Invitation;
  timeZone: string;
}) {
  const icon = email ? "lucide--mail" : "lucide--link-2";
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <Icon of={icon} className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          {email ? <bdi>{email}</bdi> : "A link for anyone who has it"}
          {name ? (
            <>
              {" "}
              (<bdi>{name}</bdi>)
            </>
          ) : null}
        </p>
        <p className="text-muted text-sm">
          from <bdi>{by}</bdi>, <When date={createdAt} timeZone={timeZone} kind="date" />
          {expiresAt ? (
            <>
              , works until <When date={expiresAt} timeZone={timeZone} kind="date" />
            </>
          ) : null}
        </p>
      </div>
      {email ? <InvitationActions group={group} invitation={{ id, email, name }} /> : null}
      <Revoke
        group={group}
        invitationId={id}
        label="Revoke"
        about={email ? `the invitation to ${email}` : "this link"}
      />
    </li>
  );
}
