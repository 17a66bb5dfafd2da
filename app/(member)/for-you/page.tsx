import type { Metadata } from "next";
import { OrderLinks } from "@/components/papers/list/order-links";
import { Shelf } from "@/components/papers/list/shelf";
import { ForYou } from "@/components/recommendations/persons/for-you";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { PATHS, settingsPath } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "For you", robots: { index: false } };

export default async function ForYouPage() {
  await requireReader(PATHS.forYou);
  const { papers, isPersonal } = await (await api()).recommendations.forYou();
  return (
    <Shelf
      title="For you"
      lead="Papers like those that you and your groups chose, each with the reason."
      aside={
        <section aria-labelledby="how" className="text-muted text-sm">
          <h2 id="how" className="font-semibold text-base text-ink">
            Where these come from
          </h2>
          <p className="mt-1">
            From what you upvoted, kept, read, nominated, follow and wrote about, and from what your
            groups chose. Nobody else can see it.
          </p>
          <p className="mt-2">
            <Link
              href={settingsPath("dismissed")}
              className="inline-flex min-h-6 items-center text-accent underline"
            >
              Papers that do not interest you
            </Link>
          </p>
        </section>
      }
    >
      <OrderLinks path={PATHS.papers} parameters={null} />
      {isPersonal ? null : (
        <p className="border-line border-b py-3.5">
          These papers are trending. Upvote a few, follow topics or join a group, and what you see
          here follows from that.
        </p>
      )}
      {papers.length > 0 ? (
        <ForYou papers={papers} />
      ) : (
        <Empty title="There is nothing to recommend">
          You already know every paper that we could recommend.
        </Empty>
      )}
    </Shelf>
  );
}
