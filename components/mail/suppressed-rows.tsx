"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Empty } from "@/components/ui/empty";
import { TextField } from "@/components/ui/fields/field";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { suppressInput } from "@/server/mail/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Row, Rows } from "./rows";

interface Props {
  addresses: RouterOutputs["mail"]["suppressed"]["rows"];
  timeZone: string;
}

const REASONS = {
  bounces: "Emails to it bounced",
  complaint: "An email was marked as spam",
  operator: "Added by an operator",
} as const;

/** Suppressed addresses, which receive no email at all; addresses can be added and removed. */
export function SuppressedRows({ addresses, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const list = useRef<HTMLDivElement>(null);
  const remove = useMutation(
    trpc.mail.unsuppress.mutationOptions({
      onSuccess(_, { email }) {
        toast.success(`We email ${email} again.`);
        list.current?.focus();
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <div ref={list} tabIndex={-1} className="grid grid-cols-1 gap-6">
      {addresses.length === 0 ? (
        <Empty title="Nothing here">No address is suppressed.</Empty>
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
                      Email it again<span className="sr-only">: {email}</span>
                    </Button>
                  }
                  title={`Email ${email} again?`}
                  action="Email it again"
                  onConfirm={() => remove.mutate({ email })}
                >
                  {reason === "complaint"
                    ? "The person who reads it marked an email as spam. Only do this if they ask you to: more complaints make other servers refuse all email from this site."
                    : "If it is permanently refused again, it returns to this list."}
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
  const { refresh } = useRefresh();
  const form = useSchemaForm(suppressInput, { email: "", note: "" });
  const { errors } = form.formState;
  const add = useMutation(
    trpc.mail.suppress.mutationOptions({
      onSuccess(_, { email }) {
        toast.success(`We no longer email ${email}.`);
        form.reset();
        refresh();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) => add.mutate(values))}
      className="grid max-w-xl gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <h3 className="font-semibold">Suppress an address</h3>
      <TextField
        label="Address"
        type="email"
        autoComplete="off"
        error={errors.email?.message ?? null}
        {...form.register("email")}
      />
      <TextField
        label="Reason"
        hint="For the next person who looks here."
        error={errors.note?.message ?? null}
        {...form.register("note")}
      />
      <div>
        <Button type="submit" pending={add.isPending}>
          Suppress address
        </Button>
      </div>
    </form>
  );
}
