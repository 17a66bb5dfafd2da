import type { Door } from "./door";

/** The doors of shelves and lists. */
export const SHELF_DOORS: Record<string, Door> = {
  "shelves.ofPaper": "person",
  "shelves.ofPapers": "person",
  "shelves.counts": "person",
  "shelves.page": "person",
  "shelves.keep": "person",
  "shelves.telling": "person",
  "shelves.tell": "person",
  "shelves.chooseTelling": "person",
  "shelves.saveNote": "person",
  "shelves.removeNote": "person",
  "shelves.lists": "person",
  "shelves.list": "person",
  "shelves.addList": "person",
  "shelves.changeList": "person",
  "shelves.removeList": "person",
  "shelves.orderLists": "person",
  "shelves.put": "person",
  "shelves.share": "person",
  "shelves.stopSharing": "person",
  "shelves.shared": "anybody",

  "groupLists.lists": "member",
  "groupLists.list": "member",
  "groupLists.put": "member",
  "groupLists.add": "organizer",
  "groupLists.change": "organizer",
  "groupLists.remove": "organizer",
  "groupLists.order": "organizer",
};
