import {
  moderatorProcedure,
  operatorProcedure,
  personProcedure,
  publicProcedure,
  router,
} from "@/server/door/procedures";
import { pageInput } from "@/server/platform/text/inputs";
import { readPieces } from "./adding/queries";
import { piecesInput } from "./adding/schema";
import { authorByKey, findAuthorsNamed } from "./authors/queries";
import { authorInput, authorsNamedInput } from "./authors/schema";
import { awaitPaper, stopAwaiting } from "./awaited/commands";
import { listAwaited } from "./awaited/queries";
import { awaitedIdInput } from "./awaited/schema";
import { addPaper, upvote } from "./commands";
import { readCompletions } from "./completion/queries";
import { deletePaper, editPaper } from "./corrections/commands";
import { readForForm, readForViewer, readHistory } from "./corrections/queries";
import {
  acceptInput,
  declineInput,
  editInput,
  historyInput,
  paperIdInput,
  suggestInput,
  suggestionIdInput,
  undoInput,
} from "./corrections/schema";
import {
  acceptSuggestion,
  declineSuggestion,
  suggestCorrection,
  takeSuggestionBack,
} from "./corrections/suggestions/commands";
import { listSuggestions, listSuggestionsFor } from "./corrections/suggestions/queries";
import { undoChange } from "./corrections/undoing/commands";
import { citePaper } from "./files/commands";
import { undoImport } from "./files/importing/commands";
import { listImports } from "./files/importing/queries";
import { importIdInput } from "./files/importing/schema";
import { citeInput } from "./files/schema";
import { readMeaningProgress } from "./meaning/queries";
import { tellApart } from "./merging/duplicates/commands";
import { listDuplicates } from "./merging/duplicates/queries";
import { tellApartInput } from "./merging/duplicates/schema";
import { listMyUpvotes, listPapers, paperPage } from "./queries";
import {
  addInput,
  fetchInput,
  idsInput,
  listInput,
  lookUpInput,
  referenceInput,
  searchInput,
  slugInput,
  upvoteInput,
} from "./schema";
import { lookUpPapers, searchPapers } from "./search/queries";
import { listSimilar } from "./similar/queries";
import { fetchPasted } from "./sources/fetching/pasted";
import { findReference } from "./sources/fetching/reference";
import { chooseTopic } from "./topics/choosing/commands";
import { listAllTopics, listTopics, topicBySlug } from "./topics/queries";
import { readRefiling } from "./topics/refiling/queries";
import { chooseTopicInput, topicInput } from "./topics/schema";
import { stateStatus } from "./versions/commands";
import { readVersions } from "./versions/queries";
import { statusInput } from "./versions/schema";

export const papersRouter = router({
  list: publicProcedure.input(listInput).query(({ input }) => listPapers(input)),
  page: publicProcedure.input(slugInput).query(({ input }) => paperPage(input.paper)),
  similar: publicProcedure.input(slugInput).query(({ input }) => listSimilar(input.paper)),
  search: publicProcedure.input(searchInput).query(({ ctx, input }) => searchPapers(input, ctx.ip)),
  meaning: operatorProcedure.query(() => readMeaningProgress()),
  lookUp: publicProcedure
    .input(lookUpInput)
    .query(({ ctx, input }) => lookUpPapers(input.texts, ctx.ip)),
  // A mutation, because a pasted file does not fit into an address.
  readPasted: personProcedure
    .input(piecesInput)
    .mutation(({ ctx, input }) => readPieces(input, ctx.ip)),
  fetchPasted: personProcedure
    .input(fetchInput)
    .mutation(({ ctx, input }) => fetchPasted(ctx.viewer, input, ctx.ip)),
  findReference: personProcedure
    .input(referenceInput)
    .mutation(({ ctx, input }) => findReference(ctx.viewer, input, ctx.ip)),
  cite: publicProcedure.input(citeInput).query(({ ctx, input }) => citePaper(input, ctx.ip)),
  imports: personProcedure.query(({ ctx }) => listImports(ctx.viewer)),
  undoImport: personProcedure
    .input(importIdInput)
    .mutation(({ ctx, input }) => undoImport(ctx.viewer, input)),
  await: personProcedure
    .input(fetchInput)
    .mutation(({ ctx, input }) => awaitPaper(ctx.viewer, input)),
  awaited: personProcedure.query(({ ctx }) => listAwaited(ctx.viewer)),
  stopAwaiting: personProcedure
    .input(awaitedIdInput)
    .mutation(({ ctx, input }) => stopAwaiting(ctx.viewer, input)),
  completions: operatorProcedure.query(() => readCompletions()),
  author: publicProcedure.input(authorInput).query(({ input }) => authorByKey(input.author)),
  authorsNamed: publicProcedure
    .input(authorsNamedInput)
    .query(({ input }) => findAuthorsNamed(input.name)),
  topics: publicProcedure.query(() => listTopics()),
  topic: publicProcedure.input(topicInput).query(({ input }) => topicBySlug(input.topic)),
  allTopics: personProcedure.query(() => listAllTopics()),
  refiling: moderatorProcedure.query(() => readRefiling()),
  chooseTopic: personProcedure
    .input(chooseTopicInput)
    .mutation(({ ctx, input }) => chooseTopic(ctx.viewer, input)),
  myUpvotes: personProcedure
    .input(idsInput)
    .query(({ ctx, input }) => listMyUpvotes(ctx.viewer, input)),
  upvote: personProcedure
    .input(upvoteInput)
    .mutation(({ ctx, input }) => upvote(ctx.viewer, input)),
  add: personProcedure.input(addInput).mutation(({ ctx, input }) => addPaper(ctx.viewer, input)),
  history: publicProcedure.input(historyInput).query(({ input }) => readHistory(input)),
  forViewer: personProcedure
    .input(paperIdInput)
    .query(({ ctx, input }) => readForViewer(ctx.viewer, input)),
  form: personProcedure.input(slugInput).query(({ ctx, input }) => readForForm(ctx.viewer, input)),
  versions: publicProcedure.input(slugInput).query(({ input }) => readVersions(input)),
  stateStatus: moderatorProcedure
    .input(statusInput)
    .mutation(({ ctx, input }) => stateStatus(ctx.viewer, input)),
  edit: personProcedure.input(editInput).mutation(({ ctx, input }) => editPaper(ctx.viewer, input)),
  undo: personProcedure
    .input(undoInput)
    .mutation(({ ctx, input }) => undoChange(ctx.viewer, input)),
  delete: personProcedure
    .input(paperIdInput)
    .mutation(({ ctx, input }) => deletePaper(ctx.viewer, input)),
  suggest: personProcedure
    .input(suggestInput)
    .mutation(({ ctx, input }) => suggestCorrection(ctx.viewer, input)),
  takeSuggestionBack: personProcedure
    .input(suggestionIdInput)
    .mutation(({ ctx, input }) => takeSuggestionBack(ctx.viewer, input)),
  acceptSuggestion: personProcedure
    .input(acceptInput)
    .mutation(({ ctx, input }) => acceptSuggestion(ctx.viewer, input)),
  declineSuggestion: personProcedure
    .input(declineInput)
    .mutation(({ ctx, input }) => declineSuggestion(ctx.viewer, input)),
  suggestionsFor: personProcedure
    .input(historyInput)
    .query(({ ctx, input }) => listSuggestionsFor(ctx.viewer, input)),
  duplicates: moderatorProcedure.input(pageInput).query(({ input }) => listDuplicates(input.page)),
  tellApart: moderatorProcedure
    .input(tellApartInput)
    .mutation(({ ctx, input }) => tellApart(ctx.viewer, input)),
  suggestions: moderatorProcedure
    .input(pageInput)
    .query(({ ctx, input }) => listSuggestions(ctx.viewer, input.page)),
});
