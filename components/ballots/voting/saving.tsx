import { Icon } from "@/components/ui/icons/icon";

/** State of the vote on the screen: as loaded, filled in from a link, on its way, waiting for a connection, saved, or not saved. */
export type Saving =
  | { state: "still" }
  | { state: "proposed" }
  | { state: "saving" }
  | { state: "offline" }
  | { state: "saved" }
  | { state: "failed"; why: string };

interface KeptProps {
  saving: Saving;
  hint: string;
  words: string;
  voted: boolean;
}

/** Says whether the vote on the screen is saved. */
export function Kept({ saving, hint, words, voted }: KeptProps) {
  if (saving.state === "saving") {
    return (
      <>
        <Icon of="lucide--loader-circle" className="size-4 animate-spin text-muted" />
        Saving…
      </>
    );
  }
  if (saving.state === "offline") {
    return (
      <>
        <Icon of="lucide--cloud-off" className="size-4 shrink-0 text-muted" />
        You are offline: your vote will be sent when you are back. Keep this page open.
      </>
    );
  }
  if (saving.state === "failed") {
    return (
      <span className="flex items-center gap-2 text-danger">
        <Icon of="lucide--circle-alert" className="size-4 shrink-0" />
        Not saved. {saving.why}
      </span>
    );
  }
  if (saving.state === "proposed") return "Not sent yet.";
  if (saving.state === "still" && !voted) return hint;
  return (
    <>
      <Icon of="lucide--circle-check" className="size-4 shrink-0 text-accent" />
      {saving.state === "saved" ? "Saved: " : "Your vote: "}
      {words}
    </>
  );
}
