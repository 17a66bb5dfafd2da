export const ROOM = "Room 2.14";
export const THURSDAY_CALL = "https://video.example.org/systems-thursday";
export const CHOICE_CALL = "https://video.example.org/collective-choice";
export const NOTES_CALL = "https://video.example.org/alignment-notes";

/** The regular times and places of the three groups. */
export const SLOTS = {
  systems: {
    everyWeeks: 2,
    time: "17:00",
    minutes: 90,
    place: ROOM,
    link: THURSDAY_CALL,
    rotates: true,
  },
  choice: {
    everyWeeks: 2,
    time: "15:30",
    minutes: 60,
    place: "",
    link: CHOICE_CALL,
    rotates: false,
  },
  alignment: {
    everyWeeks: 2,
    time: "20:00",
    minutes: 75,
    place: "",
    link: NOTES_CALL,
    rotates: true,
  },
} as const;
