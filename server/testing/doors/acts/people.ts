import { about } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of people. */
export const PEOPLE_ACTIONS: Record<string, Action> = {
  "people.requestLink": ({ ada, email }) => as(ada).people.requestLink({ email, to: "/" }),
  "people.welcome": ({ ada, tag }) => as(ada).people.welcome({ name: `Ada ${tag}`, ...about }),
  "people.updateProfile": ({ ada, tag }) =>
    as(ada).people.updateProfile({ name: `Ada ${tag}`, handle: `${tag}-2`, ...about }),
  "people.requestEmailChange": ({ ada, email }) =>
    as(ada).people.requestEmailChange({ email: `other-${email}` }),
  "people.confirmEmailChange": ({ ada, change }) =>
    as(ada).people.confirmEmailChange({ token: change }),
  "people.disconnectAccount": ({ ada }) => as(ada).people.disconnectAccount({ provider: "github" }),
  "people.signOutEverywhere": ({ ada }) => as(ada).people.signOutEverywhere(),
  "people.block": ({ ada, bela }) => as(ada).people.block({ handle: bela.handle }),
  "people.unblock": ({ ada, asking }) => as(ada).people.unblock({ handle: asking.handle }),
  "people.deleteAccount": ({ ada }) => as(ada).people.deleteAccount({ handle: ada.handle }),
};
