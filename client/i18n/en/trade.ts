// What a lane and an officer are called.
import type { TemplateName } from '#shared/domain/templates.ts'

export interface Trade {
  readonly lane: string
  readonly Lane: string
  readonly lanes: string
  readonly Lanes: string
  /** What says first where a youth goes. */
  readonly proposer: string
  /** Who answers for a lane. */
  readonly manager: string
  readonly Manager: string
  readonly Managers: string
  readonly officer: string
  readonly Officer: string
  /** With its article. */
  readonly anOfficer: string
  readonly officers: string
  readonly Officers: string
}

export const trade: Readonly<Record<TemplateName, Trade>> = {
  mission_locale: {
    lane: 'sector',
    Lane: 'Sector',
    lanes: 'sectors',
    Lanes: 'Sectors',
    proposer: 'The postcode',
    manager: 'manager',
    Manager: 'Manager',
    Managers: 'Managers',
    officer: 'adviser',
    Officer: 'Adviser',
    anOfficer: 'an adviser',
    officers: 'advisers',
    Officers: 'Advisers',
  },
  platform: {
    lane: 'PSAD',
    Lane: 'PSAD',
    lanes: 'PSADs',
    Lanes: 'PSADs',
    proposer: 'The name in the list, failing that the postcode,',
    manager: 'correspondent',
    Manager: 'PSAD correspondent',
    Managers: 'PSAD correspondents',
    officer: 'CDIS',
    Officer: 'CDIS',
    anOfficer: 'a CDIS',
    officers: 'CDIS',
    Officers: 'CDIS',
  },
}
