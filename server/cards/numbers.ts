// Whose number it is: conditions on a `card c` and its `dossier d`.
import type { Actor } from '#shared/domain/roles.ts'
import type { SoughtNumber } from '#shared/domain/sought-number.ts'
import type { Queries } from '#server/database/sql.ts'

/** Which number of the dossier is sought, as a `FoundBy`; null when none is. */
export function numberOf(sql: Queries, { phone, fromStart, code }: SoughtNumber) {
  // Digits, capitals and _ only; the last is a wildcard of `like`.
  const beginning = `${code.replaceAll('_', '\\_')}%`
  const unread = phone === null ? null : `%${phone}%`
  const read = phone !== null && fromStart ? `+33${phone}%` : unread
  return sql`(
    case
      when d.imilo_file like ${beginning} then 'imiloFile'
      when d.ine like ${beginning} then 'ine'
      else (
        select case when number ->> 'owner' = 'guardian' then 'guardianPhone' else 'phone' end
        from jsonb_each(d.numbers) as each (id, number)
        where number ->> 'e164' like ${read}
          or (number ->> 'e164' is null
            and regexp_replace(number ->> 'raw', '[^0-9]', '', 'g') like ${unread})
        order by number ->> 'owner' = 'guardian'
        limit 1
      )
    end
  )`
}

/**
 * [P7] The cards whose dossier `actor` may open, as the table of rights says of a place (`dossier.open`); a test holds the
 * two equal.
 */
export function openableBy(sql: Queries, { role, template, user, lanes }: Actor) {
  if (role === 'coordinator' || (role === 'officer' && template === 'platform')) return sql`true`
  if (role === 'manager') return sql`coalesce(c.lane_id = any(${[...lanes]}), false)`
  if (role !== 'officer') return sql`false`
  return sql`(
    c.lane_id is not null
    and (c.officer_id = ${user} or (c.officer_id is null and c.lane_id = any(${[...lanes]})))
  )`
}
