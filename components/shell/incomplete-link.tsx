import { LinkButton } from "@/components/ui/button";
import { Page } from "./page";

interface Props {
  /** Advice besides copying the whole address. */
  otherwise: string;
  href: string;
  /** Label of the button that leads there. */
  children: string;
}

/** Shown if the link of an email was cut off on its way here. */
export function IncompleteLink({ otherwise, href, children }: Props) {
  return (
    <Page
      title="This link is incomplete"
      lead={`Copy the whole address from the email. ${otherwise}`}
      actions={
        <LinkButton href={href} variant="primary">
          {children}
        </LinkButton>
      }
    />
  );
}
