"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Pixels of the frame's border. */
const BORDER = 2;

interface Props {
  subject: string;
  html: string;
}

/**
 * An email in a sandboxed frame as high as its content: scripts do not run, and links open in a new tab. The page
 * may measure the frame because it gave the frame its content.
 */
export function MailFrame({ subject, html }: Props) {
  const [height, setHeight] = useState<number>();
  const frame = useRef<HTMLIFrameElement>(null);
  const measure = useCallback(() => {
    const content = frame.current?.contentDocument?.documentElement;
    if (content) setHeight(content.scrollHeight + BORDER);
  }, []);
  // The email may have loaded before this page was ready, and a turned phone breaks its lines elsewhere.
  useEffect(() => {
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [measure]);
  return (
    <figure className="max-w-3xl">
      <figcaption className="mb-2">
        <span className="text-muted text-sm">Subject: </span>
        <span className="font-medium">{subject}</span>
      </figcaption>
      <iframe
        title={`Email: ${subject}`}
        // Scripts and forms stay blocked: without scripts, the same origin gives the email nothing.
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        srcDoc={`<base target="_blank">${html}`}
        ref={frame}
        onLoad={measure}
        style={height === undefined ? undefined : { height }}
        className="h-[75vh] w-full rounded-lg border border-line bg-white"
      />
    </figure>
  );
}
