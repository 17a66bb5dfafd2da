"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "@/components/ui/toast";
import { commentLink } from "@/server/threads/rules";
import type { Place } from "@/server/threads/schema";
import { useTRPC } from "@/trpc/client";
import { pageQuery } from "./page-query";

const ADDRESS = /^#c-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Finds the comment named in the address. If it is on another page by now, goes there, so that old links
 * still work.
 */
export function useArrival(place: Place): string | null {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [arrived, setArrived] = useState<string | null>(null);
  useEffect(() => {
    const look = async () => {
      const comment = ADDRESS.exec(window.location.hash)?.[1] ?? null;
      setArrived(comment);
      if (!comment || document.getElementById(`c-${comment}`)) return;
      try {
        await queryClient.fetchQuery(pageQuery(trpc, place, { order: "best", page: 1, comment }));
        router.replace(commentLink(place, comment));
      } catch {
        toast.error("The comment this link leads to is no longer here.");
      }
    };
    void look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, [trpc, place, queryClient, router]);
  return arrived;
}
