import {
  memberProcedure,
  organizerProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import type { MemberScope } from "@/server/groups/policy";
import { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import {
  countKept,
  readGroupList,
  readOwnList,
  readSharedList,
  readShelf,
} from "./contents/queries";
import { answerTelling, chooseTelling, keepPaper } from "./keeping/commands";
import { readKept, readShelvesOf, readTelling } from "./keeping/queries";
import { addList, changeList, orderLists, putOnList, removeList } from "./lists/commands";
import { type Owner, readLists } from "./lists/queries";
import { removeNote, saveNote } from "./notes/commands";
import {
  changeListInput,
  chooseInput,
  keepInput,
  keptInput,
  listForm,
  listInput,
  listPageInput,
  noteInput,
  orderListsInput,
  paperInput,
  putInput,
  saveNoteInput,
  sharedInput,
  shareInput,
  tellInput,
} from "./schema";
import { shareList, stopSharing } from "./sharing/commands";

const own = (viewer: Viewer): Owner => ({ personId: viewer.id, groupId: null });
const ofGroup = ({ group }: MemberScope): Owner => ({ personId: null, groupId: group.id });

export const shelvesRouter = router({
  ofPaper: personProcedure.input(paperInput).query(({ ctx, input }) => readKept(ctx.viewer, input)),
  ofPapers: personProcedure
    .input(idsInput)
    .query(({ ctx, input }) => readShelvesOf(ctx.viewer, input)),
  counts: personProcedure.query(({ ctx }) => countKept(ctx.viewer)),
  page: personProcedure.input(keptInput).query(({ ctx, input }) => readShelf(ctx.viewer, input)),
  keep: personProcedure.input(keepInput).mutation(({ ctx, input }) => keepPaper(ctx.viewer, input)),
  telling: personProcedure.query(({ ctx }) => readTelling(ctx.viewer)),
  tell: personProcedure
    .input(tellInput)
    .mutation(({ ctx, input }) => answerTelling(ctx.viewer, input)),
  chooseTelling: personProcedure
    .input(chooseInput)
    .mutation(({ ctx, input }) => chooseTelling(ctx.viewer, input)),
  saveNote: personProcedure
    .input(saveNoteInput)
    .mutation(({ ctx, input }) => saveNote(ctx.viewer, input)),
  removeNote: personProcedure
    .input(noteInput)
    .mutation(({ ctx, input }) => removeNote(ctx.viewer, input)),
  lists: personProcedure.query(({ ctx }) => readLists(own(ctx.viewer))),
  list: personProcedure
    .input(listPageInput)
    .query(({ ctx, input }) => readOwnList(ctx.viewer, input)),
  addList: personProcedure
    .input(listForm)
    .mutation(({ ctx, input }) => addList(own(ctx.viewer), input)),
  changeList: personProcedure
    .input(changeListInput)
    .mutation(({ ctx, input }) => changeList(own(ctx.viewer), input)),
  removeList: personProcedure
    .input(listInput)
    .mutation(({ ctx, input }) => removeList(own(ctx.viewer), input)),
  orderLists: personProcedure
    .input(orderListsInput)
    .mutation(({ ctx, input }) => orderLists(own(ctx.viewer), input)),
  put: personProcedure
    .input(putInput)
    .mutation(({ ctx, input }) => putOnList(own(ctx.viewer), null, input)),
  share: personProcedure
    .input(shareInput)
    .mutation(({ ctx, input }) => shareList(ctx.viewer, input)),
  stopSharing: personProcedure
    .input(listInput)
    .mutation(({ ctx, input }) => stopSharing(ctx.viewer, input)),
  shared: publicProcedure.input(sharedInput).query(({ input }) => readSharedList(input)),
});

/** Lists of a group: its members read and fill them, and its organizers look after them. */
export const groupListsRouter = router({
  lists: memberProcedure.query(({ ctx }) => readLists(ofGroup(ctx.scope))),
  list: memberProcedure
    .input(listPageInput)
    .query(({ ctx, input }) => readGroupList(ctx.scope, input)),
  put: memberProcedure
    .input(putInput)
    .mutation(({ ctx, input }) => putOnList(ofGroup(ctx.scope), ctx.scope, input)),
  add: organizerProcedure
    .input(listForm)
    .mutation(({ ctx, input }) => addList(ofGroup(ctx.scope), input)),
  change: organizerProcedure
    .input(changeListInput)
    .mutation(({ ctx, input }) => changeList(ofGroup(ctx.scope), input)),
  remove: organizerProcedure
    .input(listInput)
    .mutation(({ ctx, input }) => removeList(ofGroup(ctx.scope), input)),
  order: organizerProcedure
    .input(orderListsInput)
    .mutation(({ ctx, input }) => orderLists(ofGroup(ctx.scope), input)),
});
