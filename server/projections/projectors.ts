import type { Projector, Projectors } from '#server/sync/projector.ts'
import { projectBoards } from './board-projector.ts'
import { projectDossiers } from './dossier-projector.ts'
import { noteOppositions } from './opposition-projector.ts'

/** Which rows mirror which kind of document. */
export const projectors: Projectors & { readonly board: Projector } = {
  async board(tx, projections) {
    await projectBoards(tx, projections)
    await noteOppositions(tx, projections)
  },
  dossier: projectDossiers,
}
