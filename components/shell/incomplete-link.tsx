import { LinkButton } from "@/components/ui/button";
import { Page } from "./page";

interface Props {
  /** What else to do than to copy the whole address. */
  otherwise: string;
  href: string;
  /** What the button that leads there says. */
  children: string;
}

/** What stands where the link of a mail was cut off on its way here. */
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
