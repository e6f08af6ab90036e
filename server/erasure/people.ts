import type { CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import type { Transaction } from '#server/database/sql.ts'

/** What tells a person elsewhere than on their card; read before it goes. */
export interface Person {
  readonly card: CardId
  /** Folded. */
  readonly lastName: string
  readonly firstName: string
  readonly birthDate: string | null
  /** Number of the i-milo file. */
  readonly imiloFile: string | null
  readonly tags: readonly string[]
}

export async function readPeople(tx: Transaction, cards: readonly CardId[]): Promise<Person[]> {
  const rows = await tx<Person[]>`
    select
      c.id as card,
      c.last_name,
      c.first_name,
      d.birth_date,
      d.imilo_file,
      coalesce(
        array(
          select distinct jsonb_array_elements_text(tags)
          from (
            select c.fields -> 'tags' as tags
            union all select e.new from event e where e.card_id = c.id and e.field = 'tags'
            union all select e.old from event e where e.card_id = c.id and e.field = 'tags'
          ) as said
          where jsonb_typeof(tags) = 'array'
        ),
        '{}'
      ) as tags
    from card c
    left join dossier d on d.card_id = c.id
    where c.id = any(${[...cards]})`
  return rows.map(({ lastName, firstName, ...row }) =>
    Object.assign(row, { lastName: fold(lastName), firstName: fold(firstName) }),
  )
}

/** Whether these names, as a list writes them, are the person's. */
export function isNamed(
  { lastName, firstName }: { lastName?: string | null; firstName?: string | null },
  person: Person,
): boolean {
  return fold(lastName ?? '') === person.lastName && fold(firstName ?? '') === person.firstName
}
