import type { Youth } from '#server/imports/youth.ts'
import { day } from '#shared/domain/day.ts'
import type { ListedRow } from '#server/imports/read-list.ts'

/** A youth of a list; tests say what matters. */
export function aYouth(facts: Partial<Youth> = {}): Youth {
  return {
    lastName: 'DIALLO',
    firstName: 'Aminata',
    usageName: null,
    sex: 'f',
    birthDate: day.parse('2001-05-04'),
    birthPlace: null,
    address: ['12 rue Riquet'],
    postCode: '75019',
    commune: 'Paris',
    phones: [aPhone('+33639980011')],
    email: null,
    guardianName: null,
    schoolUai: null,
    schoolName: null,
    schoolCommune: null,
    programme: null,
    mefCode: null,
    exitDate: null,
    exitReason: null,
    level: null,
    diploma: null,
    ine: null,
    imiloFile: null,
    situation: null,
    wish: null,
    slots: null,
    comment: null,
    qpv: null,
    known: null,
    territory: null,
    callDate: null,
    advisor: null,
    site: null,
    asListed: {},
    ...facts,
  }
}

export function aPhone(e164: string | null, more: Partial<Youth['phones'][number]> = {}) {
  return { raw: e164 ?? '6,3998E+08', e164, owner: 'youth' as const, ...more }
}

/** A row of a list that nothing is wrong with; `line` tells it from others. */
export function aRow(
  line: number,
  facts: Partial<Youth> = {},
  more: Partial<ListedRow> = {},
): ListedRow {
  return {
    line,
    youth: aYouth(facts),
    consent: null,
    notes: [],
    badBirthDate: false,
    levelUnclear: false,
    cells: '',
    reason: null,
    sameAsLine: null,
    decision: null,
    ...more,
  }
}
