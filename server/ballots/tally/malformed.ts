/** The path to a part of some data: keys and positions from the outside in. */
export type Place = readonly (string | number)[];

/** The error for malformed data; it names the place that is wrong. */
export class Malformed extends RangeError {
  constructor(place: Place, what: string) {
    super(place.length === 0 ? what : `${written(place)}: ${what}`);
    this.name = "Malformed";
  }
}

/** Writes a path as a program would: `votes[3].ranking[1][0]`. */
function written(place: Place): string {
  return place.reduce<string>((way, key) => {
    if (typeof key === "number") return `${way}[${key}]`;
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key))
      return `${way}[${JSON.stringify(key)}]`;
    return way === "" ? key : `${way}.${key}`;
  }, "");
}
