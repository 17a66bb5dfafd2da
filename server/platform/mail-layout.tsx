import type { ReactElement, ReactNode } from "react";
import { Body, Button, Container, Head, Hr, Html, Preview, render, Text } from "react-email";

interface Props {
  preview: string;
  children: ReactNode;
}

const FONT = "Georgia, 'Times New Roman', serif";

/** The frame of every mail: narrow, serif, readable in light and dark clients. */
export function MailLayout({ preview, children }: Props) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ fontFamily: FONT, fontSize: 16, lineHeight: "24px" }}>
        <Container style={{ maxWidth: 560, padding: 16 }}>
          {children}
          <Hr />
          <Text style={{ fontSize: 13 }}>Colloquy: choose, read and discuss papers together.</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The one thing a mail asks to do. */
export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      href={href}
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

/** A mail as HTML and as plain text. */
export async function rendered(mail: ReactElement): Promise<{ html: string; text: string }> {
  return { html: await render(mail), text: await render(mail, { plainText: true }) };
}
