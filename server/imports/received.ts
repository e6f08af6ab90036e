import { isAgreementWithdrawn, withdrawnOn } from '#shared/domain/agreement.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import type { Queries } from '#server/database/sql.ts'
import { saidNothing, type Said } from './facts.ts'
import type { Identity } from './same-youth.ts'
import { nameKey } from './values/names.ts'
import { phoneKey } from './values/phones.ts'

/** A card of the campaign, as lists that come later are compared with it. */
export interface Received {
  readonly card: CardId
  readonly identity: Identity
  readonly who: {
    readonly lastName: string
    readonly firstName: string
    readonly postCode: string | null
  }
  readonly said: Said
  /** When the last list that named the youth was received; null for a card made by hand. */
  readonly listedOn: Day | null
  readonly noContact: boolean
  /** The agreement to be contacted was withdrawn, by a list of this day where it is known. */
  readonly withdrawn: { readonly on: Day | null } | null
  readonly closed: boolean
}

interface Row {
  readonly card: CardId
  readonly lastName: string
  readonly firstName: string
  readonly postCode: string | null
  readonly birthDate: Day | null
  readonly ine: string | null
  readonly imiloFile: string | null
  readonly email: string | null
  readonly numbers: Readonly<Record<string, { raw: string; e164: string | null; owner: string }>>
  readonly said: Said | null
  readonly listedOn: Day | null
  readonly noContact: boolean
  readonly agreementWithdrawn: CardValues['agreementWithdrawn']
  readonly tags: CardValues['tags']
  readonly closed: boolean
}

/** Every card of the campaign but those whose import was undone and those whose youth has another. */
export async function readReceived(sql: Queries, campaign: CampaignId): Promise<Received[]> {
  const query = sql<Row[]>`
    select
      c.id as card,
      c.last_name,
      c.first_name,
      c.fields -> 'who' ->> 'postCode' as post_code,
      d.birth_date,
      d.ine,
      d.imilo_file,
      d.email,
      d.numbers,
      l.said,
      l.received_on as listed_on,
      c.fields ->> 'noContact' is not null
        or exists (
          select 1
          from attempt a
          where a.card_id = c.id and a.outcome = 'do_not_contact' and a.voided is null
        ) as no_contact,
      nullif(c.fields -> 'agreementWithdrawn', 'null') as agreement_withdrawn,
      coalesce(nullif(c.fields -> 'tags', 'null'), '[]') as tags,
      c.closed
    from card c
    join dossier d on d.card_id = c.id
    left join card_listed l on l.card_id = c.id
    where c.campaign_id = ${campaign}
      and coalesce(c.fields -> 'closed' ->> 'situation', '') not in ('undone', 'duplicate')
    order by c.id`
  const received: Received[] = []
  // By parts: the cards of a whole campaign at once would hold everybody up.
  for await (const rows of query.cursor(500)) {
    for (const row of rows) {
      received.push({
        card: row.card,
        identity: identityOfRow(row),
        who: { lastName: row.lastName, firstName: row.firstName, postCode: row.postCode },
        said: row.said ?? saidNothing,
        listedOn: row.listedOn,
        noContact: row.noContact,
        withdrawn: isAgreementWithdrawn(row) ? { on: withdrawnOn(row) } : null,
        closed: row.closed,
      })
    }
  }
  return received
}

function identityOfRow(row: Row): Identity {
  const own = Object.values(row.numbers).filter((number) => number.owner === 'youth')
  return {
    lastKey: nameKey(row.lastName),
    firstKey: nameKey(row.firstName),
    firstWords: fold(row.firstName).split(' '),
    birthDate: row.birthDate,
    ine: row.ine,
    imiloFile: row.imiloFile,
    phones: new Set(own.map(phoneKey)),
    email: row.email,
  }
}

/** The youth's first number, as it is shown. */
export function phoneNumberOf({ phones }: Identity): string | null {
  const [first] = phones
  return first?.replace(/^raw:/, '') ?? null
}
