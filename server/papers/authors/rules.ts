/** A name for an author who has no paper at the moment: "ada-lovelace" reads "Ada Lovelace". */
export function nameOfKey(key: string): string {
  return key
    .split("-")
    .map((word) => {
      const [first = "", ...rest] = word;
      return first.toUpperCase() + rest.join("");
    })
    .join(" ");
}
