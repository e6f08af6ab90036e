import { both, type Projector, type Projectors } from '#server/sync/projector.ts'
import { patchCards, projectBoards } from './board-projector.ts'
import { projectDossiers } from './dossier-projector.ts'
import { concernsOppositions, noteOppositions } from './opposition-projector.ts'

/** Which rows mirror which kind of document. */
export const projectors: Projectors & { readonly board: Projector } = {
  board: both(
    { write: projectBoards, patch: patchCards },
    { write: noteOppositions, patch: (one) => (concernsOppositions(one) ? null : []) },
  ),
  dossier: { write: projectDossiers },
}
