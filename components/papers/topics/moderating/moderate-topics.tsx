"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { topicPath } from "@/server/platform/web/addresses";
import { MergeTopic, UndoTopicMerge } from "./merge-topic";
import { type ModeratedTopic, TopicForm } from "./topic-form";

/** All topics of the site, with what moderators do about them. */
export function ModerateTopics({ topics }: { topics: readonly ModeratedTopic[] }) {
  const standing = topics.filter(({ mergedInto }) => mergedInto === null);
  return (
    <>
      <div className="mb-4">
        <EditTopic topic={null} />
      </div>
      <ul className="grid gap-3">
        {topics.map((topic) => (
          <li key={topic.slug} className="rounded-lg border border-line bg-surface px-4 py-3">
            <Topic topic={topic} others={standing.filter(({ slug }) => slug !== topic.slug)} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface TopicProps {
  topic: ModeratedTopic;
  others: readonly ModeratedTopic[];
}

function Topic({ topic, others }: TopicProps) {
  const { slug, name, description, words, papers, mergedInto } = topic;
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 basis-80 grow">
        <h2 className="font-semibold">
          {mergedInto ? name : <Link href={topicPath(slug)}>{name}</Link>}
        </h2>
        <p className="text-muted text-sm">
          {mergedInto ? (
            <>
              Merged into <Link href={topicPath(mergedInto.slug)}>{mergedInto.name}</Link>
            </>
          ) : (
            countInWords(papers, "paper")
          )}
        </p>
        {description ? <p className="mt-1 whitespace-pre-line">{description}</p> : null}
        {words.length > 0 ? (
          <p className="wrap-anywhere mt-1 text-muted text-sm">{words.join(", ")}</p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {mergedInto ? (
          <UndoTopicMerge topic={topic} />
        ) : (
          <>
            <EditTopic topic={topic} />
            <MergeTopic topic={topic} others={others} />
          </>
        )}
      </div>
    </div>
  );
}

function EditTopic({ topic }: { topic: ModeratedTopic | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        {...(topic ? { size: "small" as const } : { variant: "primary" as const })}
        onClick={() => setOpen(true)}
      >
        {topic ? "Edit" : "New topic"}
        {topic ? <span className="sr-only"> {topic.name}</span> : null}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={topic ? `Edit “${topic.name}”` : "New topic"}
        lead={
          topic
            ? "Its address stays the same if you rename it."
            : "Its address follows from its name."
        }
      >
        <TopicForm topic={topic} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
