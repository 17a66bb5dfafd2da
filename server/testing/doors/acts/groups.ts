import { randomUUID } from "node:crypto";
import { about } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of groups. */
export const GROUP_ACTIONS: Record<string, Action> = {
  "groups.create": ({ ada }) => as(ada).groups.create({ name: "Reading", ...about }),
  "groups.join": ({ ada, joinable }) => as(ada).groups.join({ group: joinable.slug }),
  "groups.ask": ({ ada, askable }) => as(ada).groups.ask({ group: askable.slug, message: "" }),
  "groups.leave": ({ ada, reading: { group } }) => as(ada).groups.leave({ group }),
  "groups.update": ({ ada, alone }) =>
    as(ada).groups.update({ group: alone.slug, name: "Other", ...about }),
  "groups.answerRequest": ({ ada, reading: { group }, requestId }) =>
    as(ada).groups.answerRequest({ group, requestId, accept: true }),
  "groups.inviteByLink": ({ ada, reading: { group } }) => as(ada).groups.inviteByLink({ group }),
  "groups.inviteByEmail": ({ ada, reading: { group } }) =>
    as(ada).groups.inviteByEmail({ group, addresses: `${randomUUID()}@example.org` }),
  "groups.revokeInvitation": ({ ada, reading: { group }, invitationId }) =>
    as(ada).groups.revokeInvitation({ group, invitationId }),
  "groups.resendInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.resendInvitation({ group, invitationId: emailedId }),
  "groups.extendInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.extendInvitation({ group, invitationId: emailedId }),
  "groups.correctInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.correctInvitation({
      group,
      invitationId: emailedId,
      email: `${randomUUID()}@example.org`,
    }),
  "groups.removeMember": ({ ada, bela, reading: { group } }) =>
    as(ada).groups.removeMember({ group, handle: bela.handle }),
  "groups.setRole": ({ ada, alone }) =>
    as(ada).groups.setRole({ group: alone.slug, handle: ada.handle, role: "member" }),
  "groups.handOver": ({ ada, alone }) =>
    as(ada).groups.handOver({ group: alone.slug, handle: ada.handle }),
  "groups.move": ({ ada, alone }) =>
    as(ada).groups.move({ group: alone.slug, slug: `g-${randomUUID().slice(0, 12)}x` }),
  "groups.archive": ({ ada, alone }) => as(ada).groups.archive({ group: alone.slug }),
  "groups.reopen": ({ ada, alone }) => as(ada).groups.reopen({ group: alone.slug }),
  "groups.askToEnd": ({ ada, alone }) =>
    as(ada).groups.askToEnd({ group: alone.slug, name: alone.name }),
  "groups.keep": ({ ada, alone }) => as(ada).groups.keep({ group: alone.slug }),
  "groups.acceptInvitation": ({ ada, invitation }) =>
    as(ada).groups.acceptInvitation({ token: invitation }),
};
