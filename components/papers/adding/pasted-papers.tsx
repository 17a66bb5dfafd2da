"use client";

import { nominatePath, paperPath } from "@/server/platform/web/addresses";
import { PieceList } from "./piece-list";

interface Props {
  text: string;
  title?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
}

/** The papers of a pasted text, to be added to the catalogue. */
export function PastedPapers({ text, title, group }: Props) {
  return (
    <PieceList
      text={text}
      title={title}
      use={{
        add: "Add the paper",
        all: "Add all",
        pathAfter: ({ slug }) => (group ? nominatePath(group, paperPath(slug)) : paperPath(slug)),
      }}
    />
  );
}
