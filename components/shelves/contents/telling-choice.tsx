"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { useShown } from "@/components/shell/use-shown";
import { SelectField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

/** The choice whether groups are told what the viewer has read. Null asks each time. */
export function TellingChoice({ tells }: { tells: boolean | null }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const choose = useMutation(
    trpc.shelves.chooseTelling.mutationOptions({
      onSuccess: () => toast.success("Saved."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const [shown, show] = useShown(tells);
  return (
    <div className="mt-8 max-w-md">
      <SelectField
        label="When you have read a paper that one of your groups reads"
        hint="The members of the group then see your name among its readers."
        value={String(shown)}
        onChange={({ target: { value } }) => {
          const wanted = value === "null" ? null : value === "true";
          show(wanted, () => choose.mutateAsync({ tells: wanted }));
        }}
      >
        <option value="null">Ask me each time</option>
        <option value="true">Tell the group</option>
        <option value="false">Do not tell the group</option>
      </SelectField>
    </div>
  );
}
