import { Empty } from "@/components/ui/empty";
import { When } from "@/components/ui/times/when";
import { countInWords, numberWithCommas } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  progress: RouterOutputs["papers"]["meaning"];
  timeZone: string;
}

const PROVIDERS = {
  builtin: "Built in",
  onnx: "From a folder of this server",
  http: "From another server",
} as const;

/** How far models have read the catalogue for its meaning, and which one serves. */
export function MeaningProgress({ progress, timeZone }: Props) {
  const { setting, models, papers } = progress;
  if (setting === "off") {
    return (
      <Empty title="Searches go by words alone">
        <p>Set SEARCH_MEANING to builtin to find papers by their meaning as well.</p>
      </Empty>
    );
  }
  if (models.length === 0) {
    return (
      <Empty title="No paper has been read yet">
        <p>The model begins within a minute. Searches go by words until it has read all papers.</p>
      </Empty>
    );
  }
  return (
    <ul className="grid gap-4">
      {models.map((model) => (
        <li key={model.key} className="rounded-lg border border-line bg-surface p-4">
          <h2 className="font-semibold font-serif text-lg">{model.name}</h2>
          <p className="text-muted text-sm">
            {PROVIDERS[model.provider]}
            {model.key === progress.chosenKey ? ", chosen in the settings" : ""}
          </p>
          <progress
            className="mt-3 w-full accent-accent"
            max={Math.max(papers, 1)}
            value={Math.min(model.read, papers)}
            aria-label={`Papers that ${model.name} has read`}
          />
          <p>
            {numberWithCommas(model.read)} of {countInWords(papers, "paper")} read.{" "}
            {model.servesSince ? (
              <>
                It has answered searches since <When date={model.servesSince} timeZone={timeZone} />
                .
              </>
            ) : (
              "It answers searches once it has read all of them."
            )}
          </p>
          {model.floor === null ? null : (
            <p className="text-muted text-sm">
              A paper with none of the words is shown if its likeness to the question, from 0 to 1,
              is at least {model.floor.toFixed(2)}.
            </p>
          )}
          {model.trouble === "" ? null : (
            <p role="alert" className="mt-2 text-danger">
              It has stopped, and tries again every minute: {model.trouble}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
