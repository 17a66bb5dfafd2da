import type { ReactElement, ReactNode } from "react";
import { Body, Button, Container, Head, Hr, Html, Preview, render, Text } from "react-email";

interface Props {
  preview: string;
  children: ReactNode;
}

const FONT = "Georgia, 'Times New Roman', serif";
const PAGE = { backgroundColor: "#ffffff", color: "#1f1c17" };

/** Style of links in an email. Give a link in MUTED the class `muted`, so that dark clients recolour it. */
export const LINK = { color: "#1d5a6e" };
/** Style of side remarks. Give them the class `muted` as well. */
export const MUTED = { color: "#625b50" };

/** Colours for email programs that ask for dark ones; programs that invert colours are left alone. */
const DARK = `@media (prefers-color-scheme: dark) {
body, .page { background-color: #15171a !important; color: #ece8e1 !important; }
.muted { color: #aaa397 !important; }
a { color: #7fc4d8 !important; }
a.button { background-color: #7fc4d8 !important; color: #0d2028 !important; }
hr { border-color: #3a3f45 !important; }
}`;

/** Frames every email: narrow, serif, readable in light and dark clients. */
export function MailLayout({ preview, children }: Props) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        className="page"
        style={{ ...PAGE, fontFamily: FONT, fontSize: 16, lineHeight: "24px" }}
      >
        <Container className="page" style={{ ...PAGE, maxWidth: 600, padding: 16 }}>
          {children}
          <Hr />
          <Text className="muted" style={{ ...MUTED, fontSize: 13 }}>
            Colloquy: choose, read and discuss papers together.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Shows the one thing an email asks to do. */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      href={href}
      className="button"
      style={{
        backgroundColor: "#1d5a6e",
        color: "#ffffff",
        padding: "10px 18px",
        borderRadius: 6,
        textDecoration: "none",
      }}
    >
      {children}
    </Button>
  );
}

/** Renders an email as HTML and as plain text. */
export async function renderMail(mail: ReactElement): Promise<{ html: string; text: string }> {
  return { html: await render(mail), text: await render(mail, { plainText: true }) };
}
