/** The keys of an object literal that has no others than its type says. */
export function keysOf<T extends object>(object: T): (keyof T & string)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's literal has exactly its type's keys
  return Object.keys(object) as (keyof T & string)[]
}
