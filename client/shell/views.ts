import { links } from '#client/links.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'

export type View = 'board' | 'triage' | 'imports' | 'team' | 'referred'

interface ViewLink {
  readonly view: View
  readonly icon: IconName
  readonly href: (campaign: CampaignId) => string
}

const board: ViewLink = { view: 'board', icon: 'columns-3', href: links.board }
const triage: ViewLink = { view: 'triage', icon: 'list-checks', href: links.triage }
const imports: ViewLink = { view: 'imports', icon: 'file-up', href: links.imports }
const team: ViewLink = { view: 'team', icon: 'users', href: links.team }
/** [P5] A partner's campaign is the list of the young people referred to them. */
const referred: ViewLink = { view: 'referred', icon: 'route', href: links.board }

const views: Readonly<Record<Role, readonly [ViewLink, ...ViewLink[]]>> = {
  coordinator: [board, triage, imports, team],
  manager: [board],
  officer: [board],
  observer: [board],
  partner: [referred],
  admin: [team],
}

/** The views of a campaign that this role may open, in the order of the bar; none while the role is not known. */
export function viewsFor(role: Role | undefined): readonly ViewLink[] {
  return role === undefined ? [] : views[role]
}

/** Where somebody of this role arrives in a campaign. */
export function firstView(role: Role): ViewLink {
  return views[role][0]
}
