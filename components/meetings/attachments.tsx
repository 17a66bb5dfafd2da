"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "./use-action";

const LinkForm = dynamic(() => import("./link-form").then(({ LinkForm }) => LinkForm));

interface Props {
  group: string;
  meetingId: string;
  links: NonNullable<RouterOutputs["meetings"]["page"]["member"]>["links"];
  mayAdd: boolean;
}

/** Links of a meeting: slides, code, a recording. */
export function Attachments({ group, meetingId, links, mayAdd }: Props) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { refreshing, options } = useMeetingAction();
  const remove = useMutation(trpc.meetings.removeLink.mutationOptions(options));
  return (
    <section aria-labelledby="links" className="border-line border-t py-6">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="links" className="font-semibold font-serif text-xl">
          Slides, code and other links
        </h2>
        {mayAdd ? (
          <Button onClick={() => setOpen(true)}>
            <Icon of="lucide--plus" className="size-4" />
            Add a link
          </Button>
        ) : null}
      </div>
      {links.length > 0 ? (
        <ul className="grid gap-2">
          {links.map(({ id, title, url, addedBy, mayRemove }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-3">
              <span className="flex min-w-0 items-center gap-2">
                <Icon of="lucide--link-2" className="size-4 shrink-0 text-accent" />
                <span className="min-w-0">
                  <a href={url} rel="nofollow ugc noopener noreferrer" className="underline">
                    {title}
                  </a>
                  <span className="block break-all text-muted text-sm">
                    {new URL(url).host}
                    {addedBy ? (
                      <>
                        {", added by "}
                        <bdi>{addedBy.name}</bdi>
                      </>
                    ) : null}
                  </span>
                </span>
              </span>
              {mayRemove && mayAdd ? (
                <Button
                  size="small"
                  variant="quiet"
                  pending={remove.isPending || refreshing}
                  onClick={() => remove.mutate({ group, linkId: id })}
                >
                  Remove<span className="sr-only"> {title}</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">Nothing attached yet.</p>
      )}
      <Dialog open={open} onOpenChange={setOpen} title="Add a link">
        <LinkForm group={group} meetingId={meetingId} onDone={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}
