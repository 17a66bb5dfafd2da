/** The way to a part of some data: keys and positions from the outside in. */
export type Place = readonly (string | number)[];

/** Data that is not what it should be, with the place that is wrong. */
export class Malformed extends RangeError {
  constructor(place: Place, what: string) {
    super(place.length === 0 ? what : `${written(place)}: ${what}`);
    this.name = "Malformed";
  }
}

/** `votes[3].ranking[1][0]`, as one would write it in a program. */
function written(place: Place): string {
  return place.reduce<string>((way, key) => {
    if (typeof key === "number") return `${way}[${key}]`;
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key))
      return `${way}[${JSON.stringify(key)}]`;
    return way === "" ? key : `${way}.${key}`;
  }, "");
}
