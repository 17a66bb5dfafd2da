import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";

// Next writes no title where a page finds nothing while it makes its own. The title stands below, once for every address.
export const metadata: Metadata = { title: { absolute: "" } };

export default function NotFound() {
  return <NothingHere />;
}
