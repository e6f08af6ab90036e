import { describe, expect, test } from 'vitest'
import {
  readConsent,
  readEmail,
  readIne,
  readKnown,
  readQpv,
  readSex,
  readWish,
  readYesNo,
} from '#server/imports/values/codes.ts'
import { readLevel } from '#server/imports/values/levels.ts'
import { readCommune, readPostCode } from '#server/imports/values/places.ts'

// Cells that hold one of a few answers, and places.

describe('places', () => {
  test.each([
    ['75019', '75019'],
    ['6000', '06000'],
    ['75 019', '75019'],
    ['F-75019', '75019'],
    ['75019 PARIS', '75019'],
    ['75019 CEDEX', '75019'],
    ['75019 Paris Cedex 19', '75019'],
    ['Paris 75019', '75019'],
  ])('[1] the postcode %s reads %s', (text, expected) => {
    expect(readPostCode(text)).toEqual({ postCode: expected, bad: false })
  })

  test('[1] what is no postcode is said, not kept', () => {
    expect(readPostCode('750')).toEqual({ postCode: null, bad: true })
    expect(readPostCode('00000')).toEqual({ postCode: null, bad: true })
    expect(readPostCode('75019 ou 75020')).toEqual({ postCode: null, bad: true })
    expect(readPostCode('NC')).toEqual({ postCode: null, bad: false })
  })

  test.each([
    ['PARIS', 'Paris', null],
    ['PARIS 18', 'Paris', '75018'],
    ['Paris 4e', 'Paris', '75004'],
    ['PARIS 18E ARRONDISSEMENT', 'Paris', '75018'],
    ['MARSEILLE 05', 'Marseille', '13005'],
    ['SAINT-DENIS', 'Saint-Denis', null],
    ['AIX-EN-PROVENCE', 'Aix-en-Provence', null],
    ["L'ISLE-ADAM", "L'Isle-Adam", null],
    ['93300 AUBERVILLIERS', 'Aubervilliers', '93300'],
    ['MARSEILLE CEDEX 03', 'Marseille', null],
    ['PARIS 75', 'Paris', null],
    ['PARIS (75)', 'Paris', null],
    ['Paris 25', 'Paris', null],
    ['Paris 0', 'Paris', null],
    ['MARSEILLE (13)', 'Marseille', null],
    ['MARSEILLE 13', 'Marseille', null],
    ['MARSEILLE 13E ARRONDISSEMENT', 'Marseille', '13013'],
    ['MARSEILLE 17', 'Marseille', null],
    ['LYON 69', 'Lyon', null],
    ['Lyon 9e', 'Lyon', '69009'],
    ['75019 PARIS', 'Paris', '75019'],
    ['75019 CEDEX', null, '75019'],
    ['Aubervilliers (93)', 'Aubervilliers', null],
    ['NC', null, null],
  ])('[1] the commune %j reads %j', (text, commune, postCode) => {
    expect(readCommune(text)).toEqual({ commune, postCode })
  })
})

describe('levels', () => {
  test.each([
    ['VI', 'niveau VI'],
    ['V bis', 'niveau V bis'],
    ['V BIS', 'niveau V bis'],
    ['V', 'niveau 3'],
    ['IV', 'niveau 4'],
    ['Niveau III', 'niveau 5'],
    ['II', 'niveau 6'],
    ['I', 'niveau 7 ou 8'],
    ['V (CAP)', 'niveau 3'],
    ['CAP', 'niveau 3'],
    ['Niveau 3 (CAP, BEP)', 'niveau 3'],
    ['Niveau 3 (BTS)', 'niveau 5'],
    ['Bac pro', 'niveau 4'],
    ['Bac+2', 'niveau 5'],
    ['2de générale', '2de générale'],
    ['NC', null],
  ])('[1] %s is %s, whatever the scale', (text, level) => {
    for (const scale of ['old', 'new', null] as const)
      expect(readLevel(text, scale)).toEqual({ level, scaleUnknown: false })
  })
  test.each([
    ['3', 'niveau 5', 'niveau 3'],
    ['Niveau 4', 'niveau 4', 'niveau 4'],
    ['NV5', 'niveau 3', 'niveau 5'],
    ['1', 'niveau 7 ou 8', 'niveau 1'],
  ])(
    '[1] %s is %s in the old scale, %s in that of 2019, and nothing while nobody says which',
    (text, old, now) => {
      expect(readLevel(text, 'old').level).toBe(old)
      expect(readLevel(text, 'new').level).toBe(now)
      expect(readLevel(text, null)).toEqual({ level: null, scaleUnknown: true })
    },
  )
})

describe('codes', () => {
  test.each(['Oui', 'oui', 'OUI', 'O', '1', 'x', 'VRAI'])('[1] %s is yes', (text) => {
    expect(readYesNo(text)).toBe(true)
  })
  test.each(['Non', 'NON', 'non', 'N', '0', 'non, merci'])('[1] %s is no', (text) => {
    expect(readYesNo(text)).toBe(false)
  })
  const noAnswers = [
    '',
    'à voir',
    'N/C',
    'N.C.',
    'N.R.',
    'NC',
    'Non renseigné',
    'Non communiqué',
    'non précisé',
    'N’a pas répondu',
    'Non joint',
    'en attente',
  ]
  test.each(noAnswers)('[1] %j is neither yes nor no, whatever is asked', (text) => {
    for (const read of [readYesNo, readConsent, readKnown, readQpv]) expect(read(text)).toBeNull()
  })
  test.each([
    ['Acceptée', true],
    ['accepté', true],
    ['Accord', true],
    ['OK', true],
    ['d’accord', true],
    ['Oui, le soir', true],
    ['favorable', true],
    ['refus', false],
    ['Refusé', false],
    ['accord retiré', false],
    ['Pas d’accord', false],
    ['n’accepte pas', false],
    ['ne souhaite plus être contacté', false],
    ['défavorable', false],
    ['Oui, mais ne souhaite pas être rappelé', null],
    ['Oiu', null],
    ['peut-être', null],
  ])('[1] the agreement %j reads %s', (text, expected) => {
    expect(readConsent(text)).toBe(expected)
  })
  test.each([
    ['O', true],
    ['Déjà connu', true],
    ['Inscrite en 2019', true],
    ['N', false],
    ['Inconnu', false],
    ['Non connu', false],
    ['jamais inscrit', false],
  ])('[1] known to the mission locale: %j reads %s', (text, expected) => {
    expect(readKnown(text)).toBe(expected)
  })
  test.each([
    ['QPV', true],
    ['En QPV', true],
    ['Quartier prioritaire', true],
    ['QN07501M', true],
    ['Oui', true],
    ['Hors QPV', false],
    ['Non QPV', false],
    ['hors quartier prioritaire', false],
    ['QPV non renseigné', null],
  ])('[1] the area %j reads %s', (text, expected) => {
    expect(readQpv(text)).toBe(expected)
  })
  test.each([
    ['Mme', 'f'],
    ['Mlle', 'f'],
    ['F', 'f'],
    ['2', 'f'],
    ['M.', 'm'],
    ['Mr', 'm'],
    ['H', 'm'],
    ['?', null],
  ])('[1] %s reads %s', (text, expected) => {
    expect(readSex(text)).toBe(expected)
  })
  test.each([
    ['Emploi', 'employment'],
    ['Formation / apprentissage', 'training'],
    ['Emploi ou formation', 'employment'],
    ['Apprentissage', 'apprenticeship'],
    ['Rescolarisation', 'school'],
    ['Service civique', 'civic_service'],
    ['Ne sait pas', 'undecided'],
    ['', null],
  ])('[1] the wish %j reads %s', (text, expected) => {
    expect(readWish(text)).toBe(expected)
  })
  test('[1] a quarter’s code is a yes', () => {
    expect(readQpv('QP075018')).toBe(true)
    expect(readQpv('NON')).toBe(false)
  })
  test('[1] an e-mail is kept in small letters; NON COMMUNIQUE is none', () => {
    expect(readEmail(' Aicha.NG@Exemple.fr ')).toEqual({ email: 'aicha.ng@exemple.fr', bad: false })
    expect(readEmail('NON COMMUNIQUE')).toEqual({ email: null, bad: false })
    expect(readEmail('aicha@exemple')).toEqual({ email: null, bad: true })
  })
  test('[1] a pupil’s number that Excel has rounded is no number', () => {
    expect(readIne('123456789ab')).toBe('123456789AB')
    expect(readIne('1,23457E+09')).toBeNull()
  })
  test.each([
    ['123456789AB', '123456789AB'],
    ['1234567890c', '1234567890C'],
    ['12345_7890C', '12345_7890C'],
    ['2020A12345Z', '2020A12345Z'],
    ['123456789', null],
    ['123456789ABC', null],
    ['ABCDEFGH1234', null],
    ['DOSSIER2020', null],
  ])('[1] the pupil’s number %s reads %s', (text, expected) => {
    expect(readIne(text)).toBe(expected)
  })
})
