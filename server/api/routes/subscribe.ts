import "server-only";
import { subscribeInput } from "@/server/digests/schema";
import { requestSubscription } from "@/server/digests/subscriptions/by-address";
import { clientOf } from "@/server/door/context";
import { plainly } from "@/server/door/plain-refusal";
import { fromThisSite } from "@/server/door/same-site";
import { PATHS, withQuery } from "@/server/platform/web/addresses";

/**
 * The subscription form of a browser without JavaScript. Its fields are `email`, `timeZone`, and `topic`, `author` or `q`;
 * a field that is not valid leads to a refusal with a sentence.
 */
export const subscribeByForm = fromThisSite(
  plainly(async (request: Request) => {
    const form = await request.formData().catch(() => new FormData());
    const read = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" && value !== "" ? value : undefined;
    };
    const [topic, author, q] = [read("topic"), read("author"), read("q")];
    const about = topic
      ? { kind: "topic", topic }
      : author
        ? { kind: "author", author }
        : q
          ? { kind: "search", query: q }
          : undefined;
    const input = subscribeInput.parse({
      email: read("email") ?? "",
      timeZone: read("timeZone"),
      about,
    });
    await requestSubscription(input, clientOf(request.headers));
    const location = withQuery(PATHS.subscribe, { topic, author, q, sent: "1" });
    return new Response(null, {
      status: 303,
      headers: { Location: location, "Cache-Control": "no-store" },
    });
  }),
);
