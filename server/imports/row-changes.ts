// What an update would write on a card, in words of the preview: old and new values, field by field.
import type { ImportField } from '#shared/contracts/imports.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { Queries } from '#server/database/sql.ts'
import { factsOf, isGroup, saysNothing } from './facts.ts'
import { isRenewed, type PlannedRow } from './match-received.ts'
import { mayWriteOver, planBoard, planDossier, type StandingDossier } from './plan-update.ts'
import { phoneKey } from './values/phones.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'

type RowChange = ImportRow['changes'][number]
export type Standing = StandingDossier & Pick<CardValues, 'who' | 'wish' | 'received'>

/** Fields of the dossier and leaves of its groups, as the columns of a list are called. */
const fieldOf: Readonly<Record<string, ImportField>> = {
  birthDate: 'birthDate',
  birthPlace: 'birthPlace',
  usageName: 'usageName',
  ine: 'ine',
  imiloFile: 'imiloFile',
  email: 'email',
  'address.lines': 'address',
  'address.postCode': 'postCode',
  'address.commune': 'commune',
  'guardian.name': 'guardianName',
  'school.uai': 'schoolUai',
  'school.name': 'schoolName',
  'school.commune': 'schoolCommune',
  'schooling.programme': 'programme',
  'schooling.mefCode': 'mefCode',
  'schooling.level': 'level',
  'schooling.diploma': 'diploma',
  'schooling.exitDate': 'exitDate',
  'schooling.exitReason': 'exitReason',
  situation: 'situation',
  slots: 'slots',
  territory: 'territory',
  knownByList: 'known',
  comment: 'comment',
  callDate: 'callDate',
  advisor: 'advisor',
  site: 'site',
}

/** The cards that rows of the plan would update, as they stand now. */
export async function readStanding(
  sql: Queries,
  plan: readonly PlannedRow[],
): Promise<ReadonlyMap<CardId, Standing>> {
  const cards = plan.flatMap(({ outcome, received }) =>
    outcome === 'update' && received ? [received.card] : [],
  )
  const rows = await sql<
    {
      id: CardId
      card: Pick<CardValues, 'who' | 'received'> & { wish?: CardValues['wish'] }
      person: Record<string, unknown>
      numbers: Record<string, PhoneNumber>
    }[]
  >`
    select c.id, c.fields as card, d.fields as person, d.numbers
    from card c
    join dossier d on d.card_id = c.id
    where c.id = any(${cards})`
  return new Map(
    rows.map(({ id, card, person, numbers }) => [
      id,
      { person, numbers: Object.values(numbers), ...card, wish: card.wish ?? null },
    ]),
  )
}

/** What the row would change of the card, then what the list says otherwise and a colleague's value keeps. */
export function changesOf(
  { row, outcome, received }: PlannedRow,
  { standing, receivedOn }: { readonly standing: Standing | undefined; readonly receivedOn: Day },
): RowChange[] {
  if (outcome !== 'update' || !received || !standing) return []
  const facts = factsOf(row.youth)
  const mayWrite = mayWriteOver(received, receivedOn)
  const dossier = planDossier(standing, facts, mayWrite)
  const person = { ...standing.person, ...dossier.person }
  const board = planBoard(standing, facts, { mayWrite, person })

  const written = leavesOf(standing.person, dossier.person, false)
  const known = new Set(standing.numbers.map(phoneKey))
  const numbers = dossier.numbers.map((number): RowChange => ({
    field: number.owner === 'youth' ? 'phone' : 'guardianPhone',
    before: null,
    after: number.e164 ?? number.raw,
    kept: false,
  }))
  const { sex, qpv } = board.who ?? standing.who
  const onBoard = [
    change('sex', standing.who.sex, sex),
    change('qpv', standing.who.qpv, qpv),
    change('wish', standing.wish, board.wish ?? standing.wish),
  ].filter((one) => one.before !== one.after)
  const stays = leavesOf(person, { ...facts.dossier, ...dossier.person }, true)
  const shown = { ...standing.who, ...board.who, wish: board.wish ?? standing.wish }
  const onBoardStays = (['sex', 'qpv', 'wish'] as const).flatMap((field) => {
    const said = facts.board[field]
    return said === null || said === shown[field]
      ? []
      : [{ ...change(field, shown[field], said), kept: true }]
  })
  const agreement = isRenewed(row, received, receivedOn) ? [change('consent', false, true)] : []
  const news = numbers.filter(({ after }) => !known.has(after ?? ''))
  return [...written, ...news, ...onBoard, ...agreement].concat(
    stays.filter(
      ({ field }) => field !== 'callDate' && !written.some((one) => one.field === field),
    ),
    onBoardStays,
  )
}

function leavesOf(
  now: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
  kept: boolean,
): RowChange[] {
  return Object.entries(next).flatMap(([name, value]) => {
    const current = now[name]
    if (!isGroup(value)) return leaf(name, { current, value, kept })
    return Object.entries(value).flatMap(([key, part]) =>
      leaf(`${name}.${key}`, {
        current: isGroup(current) ? current[key] : null,
        value: part,
        kept,
      }),
    )
  })
}

function leaf(
  name: string,
  { current, value, kept }: { current: unknown; value: unknown; kept: boolean },
): RowChange[] {
  const field = fieldOf[name]
  // What the list does not say takes nothing back; a street left behind with the old town is written as nothing.
  if (field === undefined || (kept && saysNothing(value))) return []
  const one = change(field, current, value)
  return one.before === one.after ? [] : [{ ...one, kept }]
}

function change(field: ImportField, before: unknown, after: unknown): RowChange {
  return { field, before: textOf(before), after: textOf(after), kept: false }
}

/** The value of a dossier that a column fills. */
export function leafOf(dossier: Readonly<Record<string, unknown>>, field: ImportField): unknown {
  const name = Object.keys(fieldOf).find((one) => fieldOf[one] === field)
  const [group = '', key] = name?.split('.') ?? []
  const value = dossier[group]
  if (key === undefined) return value
  return isGroup(value) ? value[key] : null
}

/** A value as the preview writes it. */
export function textOf(value: unknown): string | null {
  if (saysNothing(value)) return null
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
