"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { paperFilePath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

interface Props {
  paper: { id: string; slug: string };
  onClose: () => void;
}

/** The references to a paper, to be copied: as a sentence in three styles, and for the programs that keep references. */
export function CiteWindow({ paper, onClose }: Props) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.papers.cite.queryOptions({ paperId: paper.id }, { staleTime: 60_000 }),
  );
  return (
    <Dialog open onOpenChange={onClose} title="Cite this paper">
      {error ? (
        <div role="alert" className="grid justify-items-start gap-3">
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      ) : data ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <Reference title="APA" text={data.references.apa} />
          <Reference title="Harvard" text={data.references.harvard} />
          <Reference title="Vancouver" text={data.references.vancouver} />
          <Reference title="BibTeX" text={data.bib} file={paperFilePath(paper.slug, "bib")} />
          <Reference
            title="BibLaTeX"
            text={data.biblatex}
            file={paperFilePath(paper.slug, "biblatex")}
          />
          <Reference title="RIS" text={data.ris} file={paperFilePath(paper.slug, "ris")} />
        </div>
      ) : (
        <p role="status" className="text-muted">
          The references are being written.
        </p>
      )}
    </Dialog>
  );
}

function Reference({ title, text, file }: { title: string; text: string; file?: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section aria-label={title}>
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{title}</h3>
        <Button variant="quiet" size="small" onClick={copy} aria-label={`Copy ${title}`}>
          {copied ? (
            <Icon of="lucide--check" className="size-4" />
          ) : (
            <Icon of="lucide--copy" className="size-4" />
          )}
          {copied ? "Copied" : "Copy"}
        </Button>
        {file ? (
          <a href={file} download rel="nofollow" className="text-sm underline">
            Download
          </a>
        ) : null}
        <span role="status" className="text-muted text-sm">
          {copied === false ? "The browser did not allow copying. Select the text instead." : ""}
        </span>
      </div>
      {file ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard
        <pre tabIndex={0} className="max-h-48 overflow-auto rounded-md bg-sunken p-3 text-xs">
          {text}
        </pre>
      ) : (
        <p className="break-words rounded-md bg-sunken p-3 text-sm">{text}</p>
      )}
    </section>
  );
}
