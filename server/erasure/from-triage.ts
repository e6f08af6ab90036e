// The i-milo extract and what was decided with it, without these people.
import { z } from 'zod'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import { extractFile } from '#server/triage/extract-file.ts'
import { readSealed } from '#server/triage/extracts.ts'
import { readSealKey, seal, unseal } from '#server/triage/seal.ts'
import { isNamed, type Person } from './people.ts'

export async function eraseFromTriage(
  tx: Transaction,
  { campaign, people }: { readonly campaign: CampaignId; readonly people: readonly Person[] },
): Promise<void> {
  const cards = people.map((one) => one.card)
  // That somebody decided, what and when, is statistics; on whom, and what stood there, is not.
  await tx`
    update triage_decision
    set
      imilo_file = null,
      dossier_before = null,
      evidence = null,
      before = '{}',
      brought = '{}',
      dossier = case when dossier in ('to_write', 'to_take_back') then 'none' else dossier end
    where card_id = any(${cards})`
  await tx`delete from triage_refusal where card_id = any(${cards})`
  await tx`delete from triage_match where card_id = any(${cards})`
  await eraseFromExtract(tx, { campaign, people })
}

/** Their files leave the extract, and with them every match that was made with it: it is made again behind the requests. */
async function eraseFromExtract(
  tx: Transaction,
  { campaign, people }: { readonly campaign: CampaignId; readonly people: readonly Person[] },
): Promise<void> {
  const extract = await readSealed(tx, campaign)
  if (!extract) return
  const key = await readSealKey(tx)
  const files = z.array(extractFile).parse(unseal(extract.sealed, key))
  const others = files.filter((file) => !people.some((person) => isFileOf(file, person)))
  if (others.length === files.length) return
  await tx`
    update triage_extract
    set sealed = ${Buffer.from(seal(others, key))}, files = ${others.length}
    where campaign_id = ${campaign}`
  await tx`delete from triage_match where campaign_id = ${campaign}`
}

function isFileOf(file: z.infer<typeof extractFile>, person: Person): boolean {
  if (person.imiloFile !== null && file.number === person.imiloFile) return true
  return isNamed(file, person) && file.birthDate === person.birthDate
}
