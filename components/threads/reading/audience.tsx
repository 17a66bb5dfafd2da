import type { Place } from "@/server/threads/schema";

interface Props {
  place: Place;
  /** The group whose members alone can read the thread. */
  group: { name: string } | null;
}

/** The heading of a thread, with the people who can read it. */
export function Audience({ place, group }: Props) {
  return group ? (
    <>
      {"meeting" in place ? "Discussion of the meeting in " : "Discussion in "}
      <bdi>{group.name}</bdi>: <Readers>only members can read it</Readers>
    </>
  ) : (
    <>
      Public discussion: <Readers>everybody can read it</Readers>
    </>
  );
}

function Readers({ children }: { children: string }) {
  return <span className="font-normal font-sans text-base text-muted">{children}</span>;
}
