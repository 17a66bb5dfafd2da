import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";

/** One of the viewer's groups, with what a paper is in it. */
export type Mine = RouterOutputs["nominations"]["groupsFor"][number];

/** Says that a group will read a paper, or when it has. */
export function Before({
  chosenAt,
  readAt,
  timeZone,
}: Pick<Mine, "chosenAt" | "readAt"> & { timeZone: string }) {
  const date = chosenAt ?? readAt;
  if (!date) return null;
  return (
    <>
      {chosenAt ? " chose it on " : " read it on "}
      <When date={date} timeZone={timeZone} kind="date" />
    </>
  );
}
