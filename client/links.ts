import type { CampaignId, CardId, ImportId, LaneId } from '#shared/domain/ids.ts'

/** Every address of the application. */
export const links = {
  home: () => '/',
  signIn: (back?: string) =>
    back && back !== '/' ? `/connexion?retour=${encodeURIComponent(back)}` : '/connexion',
  setUp: () => '/mise-en-route',
  board: (campaign: CampaignId) => `/c/${campaign}`,
  card: (campaign: CampaignId, card: CardId) => `/c/${campaign}?card=${card}`,
  lane: (campaign: CampaignId, lane: LaneId) => `/c/${campaign}/couloir/${lane}`,
  team: (campaign: CampaignId) => `/c/${campaign}/equipe`,
  imports: (campaign: CampaignId) => `/c/${campaign}/imports`,
  import: (campaign: CampaignId, one: ImportId) => `/c/${campaign}/imports/${one}`,
}
