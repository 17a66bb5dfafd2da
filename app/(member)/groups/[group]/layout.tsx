import type { Metadata } from "next";
import type { ReactNode } from "react";
import { GroupHead } from "@/components/groups/group-head";
import { Arrived } from "@/components/groups/joining/arrived";
import { api } from "@/trpc/server";
import { headOf } from "./head";

interface Props {
  params: Promise<{ group: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, visibility } = await headOf((await params).group);
  return {
    title: { default: name, template: `%s · ${name} · Colloquy` },
    // A group that is in none of our lists must not be in a search engine's.
    ...(visibility === "public" ? {} : { robots: { index: false } }),
  };
}

export default async function GroupLayout({ params, children }: Props) {
  const head = await headOf((await params).group);
  const reader = await (await api()).people.reader();
  return (
    <>
      <GroupHead head={head} guest={reader === null} />
      {head.role ? <Arrived name={head.name} /> : null}
      {children}
    </>
  );
}
