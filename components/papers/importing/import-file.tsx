"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ImportReport } from "@/server/papers/files/importing/schema";
import { countInWords } from "@/server/platform/text/words";
import { Report } from "./report";
import { sendFile } from "./send-file";

/** Bytes of a file, as the server takes them. */
const MOST_BYTES = 40_000_000;

type State =
  | { is: "empty" }
  | { is: "busy"; adds: boolean; done: number; all: number | null }
  | { is: "preview" | "imported"; report: ImportReport }
  | { is: "refused"; say: string };

/** Takes a file of papers: shows what it would add, and adds it. @param undone imports that were undone since */
export function ImportFile({ undone }: { undone: readonly string[] }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<State>({ is: "empty" });
  const send = async (chosen: File, adds: boolean) => {
    if (chosen.size > MOST_BYTES) {
      setState({ is: "refused", say: "This file is larger than 40 MB. Split it." });
      return;
    }
    setState({ is: "busy", adds, done: 0, all: null });
    try {
      const report = await sendFile(chosen, adds, (done, all) =>
        setState({ is: "busy", adds, done, all }),
      );
      setState({ is: adds ? "imported" : "preview", report });
      if (adds) router.refresh();
    } catch (error) {
      setState({ is: "refused", say: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className="grid max-w-2xl gap-5">
      <div className="grid gap-1">
        <label htmlFor="papers-file" className="font-medium text-sm">
          File
        </label>
        <input
          id="papers-file"
          type="file"
          aria-describedby="papers-file-hint"
          disabled={state.is === "busy"}
          className="w-full rounded-md border border-line bg-surface px-3 py-2"
          onChange={(event) => {
            const chosen = event.target.files?.[0] ?? null;
            setFile(chosen);
            if (chosen) void send(chosen, false);
            else setState({ is: "empty" });
          }}
        />
        <p id="papers-file-hint" className="text-muted text-sm">
          BibTeX, BibLaTeX, RIS, CSL-JSON, CSV or RDF, as Zotero and others export them, or a feed
          in Atom or RSS. At most 20,000 papers. Nothing is added before you have seen what is new.
        </p>
      </div>
      {state.is === "busy" ? <Busy {...state} /> : null}
      {state.is === "refused" ? (
        <p role="alert" className="text-danger">
          {state.say}
        </p>
      ) : null}
      {state.is === "imported" && undone.includes(state.report.importId ?? "") ? (
        <p>This import was undone.</p>
      ) : state.is === "preview" || state.is === "imported" ? (
        <Report report={state.report} isDone={state.is === "imported"} />
      ) : null}
      {state.is === "preview" && file && state.report.fresh > 0 ? (
        <p>
          <Button variant="primary" onClick={() => void send(file, true)}>
            Import {countInWords(state.report.fresh, "paper")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function Busy({ adds, done, all }: { adds: boolean; done: number; all: number | null }) {
  const words = all === null ? "The file is being read" : adds ? "Importing" : "Comparing";
  return (
    <div role="status" className="grid gap-1">
      <p>{words}…</p>
      <progress aria-label={words} className="w-full" {...(all ? { value: done, max: all } : {})} />
    </div>
  );
}
