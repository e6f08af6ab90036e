import type { Projectors } from '#server/sync/projector.ts'
import { projectBoards } from './board-projector.ts'
import { projectDossiers } from './dossier-projector.ts'

/** Which rows mirror which kind of document. */
export const projectors: Projectors = { board: projectBoards, dossier: projectDossiers }
