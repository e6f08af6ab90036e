// From dossier documents to the rows `dossier`. [G7]
import { dossierFields, dossierTypes, phoneNumber } from '#shared/documents/dossier-shape.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Projection } from '#server/sync/projector.ts'

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const rowsAtOnce = 1_000

/** Writes the row of each dossier; the names are those of its card, whose row stands already. */
export async function projectDossiers(
  tx: Transaction,
  projections: readonly Projection[],
): Promise<void> {
  for (let i = 0; i < projections.length; i += rowsAtOnce) {
    const some = projections.slice(i, i + rowsAtOnce)
    const names = await readNames(
      tx,
      some.map((one) => cardOf(one)),
    )
    const rows = some.map((one) => dossierRow(tx, one, names.get(cardOf(one))))
    await tx`
      insert into dossier ${tx(rows)}
      on conflict (card_id) do update set
        birth_date = excluded.birth_date,
        ine = excluded.ine,
        imilo_file = excluded.imilo_file,
        email = excluded.email,
        phones = excluded.phones,
        last_name_key = excluded.last_name_key,
        first_name_key = excluded.first_name_key,
        fields = excluded.fields,
        numbers = excluded.numbers`
  }
}

interface Names {
  readonly id: CardId
  readonly lastName: string
  readonly firstName: string
}

async function readNames(tx: Transaction, cards: readonly CardId[]): Promise<Map<CardId, Names>> {
  const rows = await tx<Names[]>`
    select id, last_name, first_name from card where id = any(${[...cards]})`
  return new Map(rows.map((row) => [row.id, row]))
}

function dossierRow(tx: Transaction, projection: Projection, names: Names | undefined) {
  const { doc, campaign } = projection
  const { person, numbers } = dossierTypes(doc)
  const text = (field: 'ine' | 'imiloFile' | 'email') =>
    dossierFields[field].safeParse(person.get(field)).data ?? null
  const readable = [...numbers.values()].flatMap((value) => {
    const parsed = phoneNumber.safeParse(value)
    if (!parsed.success || parsed.data.e164 === null || parsed.data.owner !== 'youth') return []
    return [parsed.data.e164]
  })
  return {
    cardId: cardOf(projection),
    campaignId: campaign,
    birthDate: dossierFields.birthDate.safeParse(person.get('birthDate')).data ?? null,
    ine: text('ine'),
    imiloFile: text('imiloFile'),
    email: text('email'),
    phones: readable.toSorted(),
    lastNameKey: compact(names?.lastName ?? ''),
    firstNameKey: compact(names?.firstName ?? ''),
    fields: tx.json(person.toJSON()),
    numbers: tx.json(numbers.toJSON()),
  }
}

function cardOf({ document }: Projection): CardId {
  return cardId.parse(document.slice('dossier/'.length))
}

function compact(name: string): string {
  return fold(name).replaceAll(' ', '')
}
