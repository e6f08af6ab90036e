// Saved views are named and filtered in words that a person chose: one may be a youth's.
import { fold } from '#shared/domain/names.ts'
import { preferences } from '#shared/contracts/preferences.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Person } from './people.ts'

/** Drops the views that name one of these people, or a tag that nobody else has. */
export async function eraseFromViews(
  tx: Transaction,
  { campaign, people }: { readonly campaign: CampaignId; readonly people: readonly Person[] },
): Promise<void> {
  const rows = await tx<{ userId: UserId; value: unknown }[]>`
    select user_id, value from preference where campaign_id = ${campaign}`
  const own = new Set((await readOwnTags(tx, { campaign, people })).map((tag) => fold(tag)))
  for (const { userId, value } of rows) {
    const kept = preferences.partial().safeParse(value).data?.views ?? []
    const views = kept.filter((view) => {
      const said = [view.name, ...Object.values(view.query)].map((text) => fold(text))
      return !said.some((text) => own.has(text) || people.some((person) => names(text, person)))
    })
    if (views.length === kept.length) continue
    await tx`
      update preference set value = value || ${tx.json({ views })}
      where campaign_id = ${campaign} and user_id = ${userId}`
  }
}

function names(text: string, { lastName, firstName }: Person): boolean {
  const words = new Set(text.split(' '))
  const has = (name: string) => name !== '' && name.split(' ').every((word) => words.has(word))
  return has(lastName)
    ? firstName === '' || has(firstName) || words.size === lastName.split(' ').length
    : false
}

/** Their tags that no other card of the campaign has. */
async function readOwnTags(
  tx: Transaction,
  { campaign, people }: { readonly campaign: CampaignId; readonly people: readonly Person[] },
): Promise<string[]> {
  const rows = await tx<{ tag: string }[]>`
    select tag
    from unnest(${people.flatMap((one) => one.tags)}::text[]) as tag
    where not exists (
      select 1 from card c
      where c.campaign_id = ${campaign}
        and c.fields -> 'tags' ? tag
        and c.id <> all(${people.map((one) => one.card)})
    )`
  return rows.map((row) => row.tag)
}
