"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { toast } from "sonner";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Empty } from "@/components/ui/empty";
import { TextField } from "@/components/ui/fields/field";
import { When } from "@/components/ui/when";
import { suppressInput } from "@/server/mail/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Row, Rows } from "./rows";

interface Props {
  addresses: RouterOutputs["mail"]["suppressed"]["rows"];
  timeZone: string;
}

const REASONS = {
  bounces: "Mails to it came back",
  complaint: "A mail was marked as unwanted",
  operator: "Put here by an operator",
} as const;

/** The addresses that nothing is mailed to, whoever asks; they can be put there and taken out. */
export function SuppressedRows({ addresses, timeZone }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const remove = useMutation(
    trpc.mail.unsuppress.mutationOptions({
      onSuccess(_, { email }) {
        toast.success(`Mail goes to ${email} again.`);
        list.current?.focus();
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <div ref={list} tabIndex={-1} className="grid grid-cols-1 gap-6">
      {addresses.length === 0 ? (
        <Empty title="Nothing here">Mail goes to every address that asks for it.</Empty>
      ) : (
        <Rows>
          {addresses.map(({ email, reason, note, createdAt }) => (
            <Row
              key={email}
              title={email}
              words={note}
              action={
                <Confirm
                  trigger={
                    <Button size="small" className="min-h-10" pending={remove.isPending}>
                      Mail it again<span className="sr-only">: {email}</span>
                    </Button>
                  }
                  title={`Mail ${email} again?`}
                  action="Mail it again"
                  onConfirm={() => remove.mutate({ email })}
                >
                  {reason === "complaint"
                    ? "Its reader marked a mail as unwanted. Do this only when asked to by the reader: more complaints make receivers refuse all mail of this site."
                    : "If it is refused for good once more, it comes back here."}
                </Confirm>
              }
            >
              {REASONS[reason]} · <When date={createdAt} timeZone={timeZone} />
            </Row>
          ))}
        </Rows>
      )}
      <SuppressForm />
    </div>
  );
}

function SuppressForm() {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useSchemaForm(suppressInput, { email: "", note: "" });
  const { errors } = form.formState;
  const add = useMutation(
    trpc.mail.suppress.mutationOptions({
      onSuccess(_, { email }) {
        toast.success(`Nothing is mailed to ${email} any more.`);
        form.reset();
        router.refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => add.mutate(values))}
      className="grid max-w-xl gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <h3 className="font-semibold">Mail nothing to an address</h3>
      <TextField
        label="Address"
        type="email"
        autoComplete="off"
        error={errors.email?.message ?? null}
        {...form.register("email")}
      />
      <TextField
        label="Why"
        hint="For whoever looks here next."
        error={errors.note?.message ?? null}
        {...form.register("note")}
      />
      <div>
        <Button type="submit" pending={add.isPending}>
          Mail nothing there
        </Button>
      </div>
    </form>
  );
}
