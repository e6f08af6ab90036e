/** A run of post codes shown as one: 75001 to 75004. */
export interface PostCodeRun {
  readonly from: string
  readonly to: string
  readonly codes: readonly string[]
}

/** No lane covers more in one go; a longer run is a slip of the keyboard. */
const longestRun = 100

/** Reads what a person typed or pasted: "75011, 75020", "75001 à 75004", "75001-75004". `unread` is the rest. */
export function readPostCodes(text: string): { codes: string[]; unread: string[] } {
  const codes = new Set<string>()
  const unread: string[] = []
  const spaced = text.replaceAll(/(\d{5})\s*(?:à|to|-|–)\s*(\d{5})/g, '$1-$2')
  for (const word of spaced.split(/[\s,;]+/).filter(Boolean)) {
    const [, from, to] = /^(\d{5})(?:-(\d{5}))?$/.exec(word) ?? []
    const first = Number(from)
    const last = Number(to ?? from)
    if (from === undefined || last < first || last - first >= longestRun) unread.push(word)
    else for (let code = first; code <= last; code += 1) codes.add(String(code).padStart(5, '0'))
  }
  return { codes: [...codes], unread }
}

/** Consecutive codes together, from three on. */
export function groupPostCodes(codes: readonly string[]): PostCodeRun[] {
  const runs: string[][] = []
  for (const code of codes.toSorted()) {
    const run = runs.at(-1)
    if (run && Number(code) === Number(run.at(-1)) + 1) run.push(code)
    else runs.push([code])
  }
  return runs.flatMap((run) => (run.length > 2 ? [toRun(run)] : run.map((code) => toRun([code]))))
}

function toRun(codes: readonly string[]): PostCodeRun {
  return { from: codes[0] ?? '', to: codes.at(-1) ?? '', codes }
}

const arrondissements = Array.from({ length: 20 }, (_, index) => String(75_001 + index))

/** The Paris arrondissements without a lane, when lanes cover some of them; else null. */
export function missingArrondissements(lanes: readonly (readonly string[])[]): string[] | null {
  const covered = new Set(lanes.flat())
  const missing = arrondissements.filter((code) => !covered.has(code))
  return missing.length === 0 || missing.length === arrondissements.length ? null : missing
}
