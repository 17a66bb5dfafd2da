/** The sentence for people whose account is suspended. */
export const SUSPENDED =
  "Your account is suspended: you can look around, but not write. Contact the people who run this site.";
