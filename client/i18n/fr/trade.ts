// What a lane and an officer are called, with the small words that French bends to them.
import type { TemplateName } from '#shared/domain/templates.ts'

export interface Trade {
  readonly lane: string
  readonly Lane: string
  readonly lanes: string
  readonly Lanes: string
  readonly aLane: string
  readonly noLane: string
  readonly theLane: string
  readonly ofTheLane: string
  readonly toTheLane: string
  readonly toTheLanes: string
  readonly thisLane: string
  readonly ThisLane: string
  readonly yourLane: string
  readonly theirLane: string
  readonly allLanes: string
  readonly anotherLane: string
  readonly theRightLane: string
  readonly onlyLane: string
  readonly whichLane: string
  /** What says first where a youth goes. */
  readonly proposer: string
  /** Ending of what agrees with it. */
  readonly e: '' | 'e'
  /** Who answers for a lane. */
  readonly Manager: string
  readonly Managers: string
  readonly toTheManager: string
  readonly officer: string
  readonly Officer: string
  readonly officers: string
  readonly Officers: string
}

export const trade: Readonly<Record<TemplateName, Trade>> = {
  mission_locale: {
    lane: 'secteur',
    Lane: 'Secteur',
    lanes: 'secteurs',
    Lanes: 'Secteurs',
    aLane: 'un secteur',
    noLane: 'aucun secteur',
    theLane: 'le secteur',
    ofTheLane: 'du secteur',
    toTheLane: 'au secteur',
    toTheLanes: 'aux secteurs',
    thisLane: 'ce secteur',
    ThisLane: 'Ce secteur',
    yourLane: 'votre secteur',
    theirLane: 'son secteur',
    allLanes: 'tous les secteurs',
    anotherLane: 'un autre secteur',
    theRightLane: 'le bon secteur',
    onlyLane: 'seul secteur',
    whichLane: 'quel secteur',
    proposer: 'Le code postal',
    e: '',
    Manager: 'Responsable',
    Managers: 'Responsables',
    toTheManager: 'au RS',
    officer: 'conseiller',
    Officer: 'Conseiller',
    officers: 'conseillers',
    Officers: 'Conseillers',
  },
  platform: {
    lane: 'PSAD',
    Lane: 'PSAD',
    lanes: 'PSAD',
    Lanes: 'PSAD',
    aLane: 'une PSAD',
    noLane: 'aucune PSAD',
    theLane: 'la PSAD',
    ofTheLane: 'de la PSAD',
    toTheLane: 'à la PSAD',
    toTheLanes: 'aux PSAD',
    thisLane: 'cette PSAD',
    ThisLane: 'Cette PSAD',
    yourLane: 'votre PSAD',
    theirLane: 'sa PSAD',
    allLanes: 'toutes les PSAD',
    anotherLane: 'une autre PSAD',
    theRightLane: 'la bonne PSAD',
    onlyLane: 'seule PSAD',
    whichLane: 'quelle PSAD',
    proposer: 'Le nom que donne la liste, à défaut le code postal,',
    e: 'e',
    Manager: 'Correspondant PSAD',
    Managers: 'Correspondants PSAD',
    toTheManager: 'au correspondant',
    officer: 'CDIS',
    Officer: 'CDIS',
    officers: 'CDIS',
    Officers: 'CDIS',
  },
}

/** The same at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
