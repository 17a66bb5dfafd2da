"use client";

import { useRouter } from "next/navigation";
import { Link } from "@/components/ui/links/link";
import { toast } from "@/components/ui/toast";
import { nominatePath, PATHS, paperPath } from "@/server/platform/web/addresses";
import { ByHand } from "./adding/by-hand";
import { OneBox } from "./adding/one-box";

interface Props {
  /** The text to begin with. */
  text?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
}

/** Adds a paper to the catalogue by what was pasted or typed, or opens it if it is there already. */
export function AddPaper({ text, group }: Props) {
  const router = useRouter();
  return (
    <div className="grid max-w-2xl gap-3">
      <OneBox
        hint="Links, arXiv IDs, DOIs, PubMed IDs, BibTeX, RIS or CSL-JSON: one paper, or several on a line each."
        initial={text}
        group={group}
        takesFocus
      >
        <section aria-labelledby="by-hand" className="grid gap-4">
          <h2 id="by-hand" className="font-semibold font-serif text-xl">
            Or type it by hand
          </h2>
          <ByHand
            known={{ title: "", authors: [], url: "", abstract: "" }}
            add="Add the paper"
            keepsDraft
            onAdded={({ slug }, found) => {
              if (found)
                toast.info(
                  "This paper is already in the catalogue, so nothing was added. Here it is.",
                );
              else toast.success("The paper is now in the catalogue.");
              router.push(group ? nominatePath(group, paperPath(slug)) : paperPath(slug));
            }}
          />
        </section>
      </OneBox>
      <p className="text-muted text-sm">
        You can also{" "}
        <Link href={PATHS.add} className="underline">
          add papers from any page and from your phone
        </Link>
        .
      </p>
    </div>
  );
}
