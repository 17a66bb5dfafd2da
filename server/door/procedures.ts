import "server-only";
import { setImmediate } from "node:timers/promises";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { z } from "zod";
import {
  type MemberScope,
  mayActAs,
  mayDecide,
  mayTakePart,
  type Role,
} from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { refusalOf } from "@/server/platform/database/foreseen";
import { type Limit, spendEach } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { noteCall } from "@/server/platform/web/finished/shown";
import type { Context } from "./context";
import { refusalShape, trpcCodeOf } from "./errors";
import { sayAnswer } from "./saying";
import { transformer } from "./transformer";
import { findUnstorable } from "./wire";

const t = initTRPC.context<Context>().create({
  transformer: {
    input: transformer.input,
    output: { serialize: sayAnswer, deserialize: (value) => superjson.deserialize(value) },
  },
  errorFormatter({ shape, error, ctx }) {
    const refusal = refusalShape(error.cause);
    const broken = error.code === "INTERNAL_SERVER_ERROR" && !refusal;
    const say = broken
      ? `Something went wrong here. If it keeps happening, report this number: ${ctx?.requestId ?? "none"}`
      : (refusal?.say ?? error.message);
    const { stack: _, ...data } = shape.data;
    return { ...shape, message: say, data: { ...data, refusal } };
  },
});

/** Everything a person may write within a minute; above what a quick hand can do. */
const WRITING: Limit = { name: "writing", points: 300, perSeconds: 60 };
/** Everything a person may write within a day: the bound for writing that has no limit of its own. */
const WRITING_A_DAY: Limit = { name: "writing-day", points: 5000, perSeconds: 86_400 };

export const { router, mergeRouters, createCallerFactory } = t;

/**
 * Runs the calls of one request one after the other, with room in between for other requests: at once, twenty that
 * cost a tenth of a second each would hold the whole site for two seconds.
 */
async function inTurn<Result>({ turn }: Context, call: () => Promise<Result>): Promise<Result> {
  if (!turn) return call();
  const before = turn.last;
  const mine = before.then(() => setImmediate()).then(call);
  turn.last = mine.catch(() => {});
  return mine;
}

const open = t.procedure
  // A call that has its turn keeps it: a procedure composed of two of these would ask for it twice.
  .use(({ ctx, next }) => {
    const having: Context = { ...ctx, turn: undefined };
    return inTurn(ctx, () => noteCall(() => next({ ctx: having })));
  })
  .use(async ({ ctx, path, next }) => {
    const result = await next();
    if (result.ok) return result;
    const { cause: thrown } = result.error;
    const about = { path, requestId: ctx.requestId };
    const cause = refusalOf(thrown, { by: ctx.viewer?.id, about });
    if (!cause) return result;
    throw new TRPCError({ code: trpcCodeOf(cause), message: cause.message, cause });
  })
  .use(async ({ getRawInput, next }) => {
    const field = findUnstorable(await getRawInput());
    if (field !== null) {
      const say = "This contains characters that cannot be stored. Remove control characters.";
      refuse("INVALID", { say, ...(field ? { field } : {}) });
    }
    return next();
  });

/** Anybody, signed in or not. A suspended person may look, not write. */
export const publicProcedure = open.use(async ({ ctx, type, next }) => {
  if (type === "mutation" && ctx.viewer) {
    demand(mayWrite(ctx.viewer));
    const { id } = ctx.viewer;
    await spendEach([WRITING, id], [WRITING_A_DAY, id]);
  }
  return next();
});

/** A person who is signed in. */
export const personProcedure = publicProcedure.use(async ({ ctx, next }) => {
  if (!ctx.viewer) refuse("SIGN_IN_NEEDED");
  return next({ ctx: { ...ctx, viewer: ctx.viewer as Viewer } });
});

/** A moderator, who keeps public threads civil. */
export const moderatorProcedure = personProcedure.use(async ({ ctx, next }) => {
  if (!ctx.viewer.moderator) {
    refuse("NOT_ALLOWED", { say: "Only moderators of this site can do this." });
  }
  return next();
});

/** An operator, who runs the site. */
export const operatorProcedure = personProcedure.use(async ({ ctx, next }) => {
  if (!ctx.viewer.operator) {
    refuse("NOT_ALLOWED", { say: "Only operators of this site can do this." });
  }
  return next();
});

const groupInput = z.object({
  group: z
    .string()
    .max(60, "This is not the address of a group.")
    .regex(/^[a-z0-9-]*$/, "This is not the address of a group."),
});

/** Anybody who may see the group that the input names. */
export const groupProcedure = publicProcedure
  .input(groupInput)
  .use(async ({ ctx, input, next }) => {
    const scope = await groupScope(ctx.viewer, input.group, ctx.scopes);
    return next({ ctx: { ...ctx, scope } });
  });

function asRole(role: Role, { evenSuspended = false, evenArchived = false } = {}) {
  return groupProcedure.use(async ({ ctx, type, next }) => {
    demand(mayActAs(ctx.scope, role));
    if (type === "mutation" && !evenSuspended)
      demand(evenArchived ? mayDecide(ctx.scope) : mayTakePart(ctx.scope));
    const scope = ctx.scope as MemberScope;
    return next({ ctx: { ...ctx, scope, viewer: scope.viewer } });
  });
}

/**
 * A member of the group that the input names, of any role. People suspended from it can only read, and in an
 * archived group nobody can do more.
 */
export const memberProcedure = asRole("member");
/** A member, suspended from the group or not, archived or not: for the few things that nobody is kept from. */
export const evenSuspendedProcedure = asRole("member", { evenSuspended: true });
/** An organizer or the owner of the group that the input names. */
export const organizerProcedure = asRole("organizer");
/** The owner of the group that the input names. */
export const ownerProcedure = asRole("owner");
/** The owner of a group, archived or not: for what decides about the group as a whole. */
export const lastOwnerProcedure = asRole("owner", { evenArchived: true });
