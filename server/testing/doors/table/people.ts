import type { Door } from "./door";

/** The doors of people. */
export const PEOPLE_DOORS: Record<string, Door> = {
  "people.viewer": "anybody",
  "people.reader": "anybody",
  "people.outsideSignIns": "anybody",
  "people.requestLink": "anybody",
  "people.hasMailbox": "anybody",
  "people.mailbox": "loopback",
  "people.welcome": "person",
  "people.profile": "person",
  "people.updateProfile": "person",
  "people.requestEmailChange": "person",
  "people.confirmEmailChange": "person",
  "people.disconnectAccount": "person",
  "people.signOutEverywhere": "person",
  "people.blocks": "person",
  "people.block": "person",
  "people.unblock": "person",
  "people.deleteAccount": "person",
};
