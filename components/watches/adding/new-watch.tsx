"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { SelectField, TextArea, TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { countInWords } from "@/server/platform/text/words";
import { WATCH_KINDS, type WatchKind } from "@/server/watches/schema";
import type { RouterInputs } from "@/trpc/client";
import { useWatchCalls } from "../use-watch-calls";
import { PLACE_WORDS } from "../words";

const FeedsPreview = dynamic(() => import("./feeds-preview").then((one) => one.FeedsPreview));
const PlacePreview = dynamic(() => import("./place-preview").then((one) => one.PlacePreview));

type Asked = RouterInputs["siteWatches"]["preview"];

/** Takes whatever can be watched, shows what is found there now, and sets the watch up. */
export function NewWatch({ group }: { group: string | null }) {
  const calls = useWatchCalls(group);
  const { refresh } = useRefresh();
  const [text, setText] = useState("");
  const [kind, setKind] = useState<WatchKind | "">("");
  const [error, setError] = useState<string | null>(null);
  const preview = useMutation({
    mutationFn: (asked: Asked) => calls.preview(asked),
    onError: (error) => showRefusal(error),
  });
  const add = useMutation({
    mutationFn: (input: RouterInputs["siteWatches"]["add"]) => calls.add(input),
    onSuccess({ added }) {
      toast.success(`${countInWords(added, "watch", "watches")} set up.`);
      setText("");
      preview.reset();
      refresh();
    },
    onError: (error) => showRefusal(error),
  });
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (preview.isPending) return;
    if (text.trim() !== "") preview.mutate({ text, kind: kind || null });
    else setError("Paste the address of a feed, or write a category of arXiv or words.");
  };
  const open = async (file: File | undefined) => {
    if (file) preview.mutate({ text: await file.text(), kind: null });
  };
  const shown = preview.data;
  const adding = { pending: add.isPending, onAdd: add.mutate };
  return (
    <div className="max-w-2xl">
      <form method="post" noValidate className="grid gap-4" onSubmit={look}>
        <TextArea
          label="A feed, a category of arXiv, or words"
          hint="For example the address of a journal’s RSS feed, or “cs.LG graph networks”. You can also paste a list of feeds in OPML."
          rows={3}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          error={error}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label="Look in"
            value={kind}
            onChange={(event) => setKind(event.target.value as WatchKind | "")}
          >
            <option value="">Whatever fits the text</option>
            {WATCH_KINDS.map((one) => (
              <option key={one} value={one}>
                {one === "feed" ? "The feed at this address" : PLACE_WORDS[one]}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Or open a list of feeds (OPML)"
            type="file"
            accept=".opml,.xml,text/x-opml"
            onChange={(event) => void open(event.target.files?.[0])}
          />
        </div>
        <div>
          <Button type="submit" pending={preview.isPending}>
            Show what it finds
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {preview.isPending ? (
          <p className="mt-4 text-muted">Looking. This may take half a minute.</p>
        ) : null}
        {shown?.of === "feeds" ? <FeedsPreview {...shown} {...adding} /> : null}
        {shown?.of === "place" ? (
          <PlacePreview key={`${shown.place.kind} ${shown.place.query}`} {...shown} {...adding} />
        ) : null}
      </div>
    </div>
  );
}
