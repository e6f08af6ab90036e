import type { Channel, Outcome } from '#shared/domain/attempt.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CardId, LaneId, NumberId, PartnerId, UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { CampaignSettings, TemplateName } from '#shared/domain/templates.ts'
import type { Moment } from './calendar.ts'
import type { Random } from './random.ts'

/** One act of one person on one card, at a moment. */
export interface Step extends Moment {
  readonly by: UserId
  readonly place?: Omit<Place, 'rank'>
  readonly values?: Partial<Omit<CardValues, 'at'>>
  readonly attempt?: {
    readonly channel: Channel
    readonly outcome: Outcome
    readonly number: NumberId | null
  }
  /** A line added to the shared notes of the dossier. */
  readonly note?: string
}

/** What is known of a card when its list has just been imported. */
export interface ReceivedCard {
  readonly id: CardId
  readonly receivedOn: Day
  readonly postCode: string | null
  readonly minor: boolean
  readonly hasWish: boolean
  readonly numbers: readonly NumberId[]
  /** Stays in "À répartir". */
  readonly leftToDispatch: boolean
}

export interface LaneTeam {
  readonly lane: LaneId
  readonly postCodes: readonly string[]
  readonly manager: UserId
  readonly officers: readonly { readonly id: UserId; readonly quota: number }[]
}

/** Who works on the cards, and by which rules. */
export interface Crew {
  readonly template: TemplateName
  readonly settings: CampaignSettings
  readonly coordinator: UserId
  readonly lanes: readonly LaneTeam[]
  /** The team that takes in those who are not reached, and the others that youths are referred to. */
  readonly outreach: PartnerId
  readonly partners: readonly PartnerId[]
}

/** What the rest of a life is told from: who holds the card, since when. */
export interface Held {
  readonly card: ReceivedCard
  readonly crew: Crew
  readonly random: Random
  readonly lane: LaneId
  readonly officer: UserId
  readonly known: CardValues['known']
  readonly since: Day
}
