import { z } from 'zod'

type PersonFault =
  | 'name-missing'
  | 'email-missing'
  | 'email-wrong'
  | 'lane-missing'
  | 'lane-unknown'
  | 'twice'

/** One line of a pasted list, read. */
export interface ListedPerson {
  /** From 1, as the person counts them. */
  readonly line: number
  readonly name: string
  readonly email: string
  /** Position of the lane named on the line; null when none is needed or found. */
  readonly lane: number | null
  /** What the line says in the place that is wrong. */
  readonly fault: { readonly code: PersonFault; readonly text: string } | null
}

const email = z.email()

/**
 * Reads "name; e-mail; lane", one person a line, separated by semicolons, tabs or commas as spreadsheets paste them.
 * `lanes` null: no lane is asked for.
 */
export function readPeople(text: string, lanes: readonly string[] | null): ListedPerson[] {
  const seen = new Set<string>()
  return text.split(/\r?\n/).flatMap((raw, index) => {
    if (raw.trim() === '') return []
    const cells = raw.split(/[;\t,]/).map((cell) => cell.trim())
    const at = cells.findIndex((cell) => cell.includes('@'))
    const address = (cells[at] ?? '').toLowerCase()
    const rest = cells.filter((_, position) => position !== at)
    const name = rest[0] ?? ''
    const laneText = rest.slice(1).find(Boolean) ?? ''
    const lane = lanes === null ? null : findLane(laneText, lanes)
    const fault = faultOf({ name, address, laneText, lane, lanes, seen })
    seen.add(address)
    return [{ line: index + 1, name, email: address, lane, fault }]
  })
}

function findLane(text: string, lanes: readonly string[]): number | null {
  // One lane: nothing to say.
  if (text === '' && lanes.length === 1) return 0
  const position = lanes.findIndex((name) => plain(name) === plain(text))
  return position < 0 ? null : position
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .trim()
}

function faultOf(read: {
  name: string
  address: string
  laneText: string
  lane: number | null
  lanes: readonly string[] | null
  seen: ReadonlySet<string>
}): ListedPerson['fault'] {
  if (read.name.length < 2) return { code: 'name-missing', text: read.address }
  if (read.address === '') return { code: 'email-missing', text: read.name }
  if (!email.safeParse(read.address).success) return { code: 'email-wrong', text: read.address }
  if (read.seen.has(read.address)) return { code: 'twice', text: read.address }
  if (read.lanes === null || read.lane !== null) return null
  return read.laneText === ''
    ? { code: 'lane-missing', text: read.name }
    : { code: 'lane-unknown', text: read.laneText }
}
