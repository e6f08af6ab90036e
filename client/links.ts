import type { CampaignId, CardId, ImportId, LaneId } from '#shared/domain/ids.ts'

/** Every address of the application. */
export const links = {
  home: () => '/',
  signIn: (back?: string) =>
    back && back !== '/' ? `/connexion?retour=${encodeURIComponent(back)}` : '/connexion',
  setUp: () => '/mise-en-route',
  board: (campaign: CampaignId) => `/c/${campaign}`,
  card: (campaign: CampaignId, card: CardId) => `/c/${campaign}?card=${card}`,
  /** The cards that one notice speaks of, on the board. */
  notice: (campaign: CampaignId, notice: number) => `/c/${campaign}?notice=${notice}`,
  outbox: (campaign: CampaignId) => `/c/${campaign}/envois`,
  lane: (campaign: CampaignId, lane: LaneId) => `/c/${campaign}/couloir/${lane}`,
  triage: (campaign: CampaignId) => `/c/${campaign}/tri`,
  team: (campaign: CampaignId) => `/c/${campaign}/equipe`,
  imports: (campaign: CampaignId) => `/c/${campaign}/imports`,
  import: (campaign: CampaignId, one: ImportId) => `/c/${campaign}/imports/${one}`,
}
