import { operatorProcedure, router } from "@/server/door/procedures";
import { retryDigest, retryRecentDigests, suppressAddress, unsuppressAddress } from "./commands";
import {
  countMailByDay,
  listDigests,
  listMailReports,
  listSuppressedAddresses,
  readMailOverview,
} from "./queries";
import {
  digestListInput,
  mailListInput,
  retryInput,
  suppressInput,
  unsuppressInput,
} from "./schema";

/** The site's email, for operators. */
export const mailRouter = router({
  overview: operatorProcedure.query(() => readMailOverview()),
  picture: operatorProcedure.query(({ ctx }) => countMailByDay(ctx.viewer)),
  digests: operatorProcedure.input(digestListInput).query(({ input }) => listDigests(input)),
  reports: operatorProcedure.input(mailListInput).query(({ input }) => listMailReports(input)),
  suppressed: operatorProcedure
    .input(mailListInput)
    .query(({ input }) => listSuppressedAddresses(input)),
  retry: operatorProcedure.input(retryInput).mutation(({ input }) => retryDigest(input)),
  retryRecent: operatorProcedure.mutation(() => retryRecentDigests()),
  suppress: operatorProcedure
    .input(suppressInput)
    .mutation(({ ctx, input }) => suppressAddress(ctx.viewer, input)),
  unsuppress: operatorProcedure
    .input(unsuppressInput)
    .mutation(({ ctx, input }) => unsuppressAddress(ctx.viewer, input)),
});
