import { links } from '#client/links.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'

export type View = 'board' | 'imports'

/** The views of a campaign that this role may open, in the order of the bar. [P2] Lists are the coordinator's. */
export function viewsFor(
  role: Role | undefined,
): readonly { view: View; icon: IconName; href: (campaign: CampaignId) => string }[] {
  const board = { view: 'board', icon: 'columns-3', href: links.board } as const
  const imports = { view: 'imports', icon: 'file-up', href: links.imports } as const
  return role === 'coordinator' ? [board, imports] : [board]
}
