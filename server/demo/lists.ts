import iconv from 'iconv-lite'
import { addDays, type Day } from '#shared/domain/day.ts'
import type { Random } from './random.ts'
import type { Youth } from './youths.ts'

/** A list as its sender writes it, ready for the import. */
export interface ListFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const operatorColumns = [
  'N°',
  'Vague',
  "Date de l'appel",
  'Civilité',
  'NOM',
  'Prénom',
  'Date de naissance',
  'Adresse',
  'Code postal',
  'Ville',
  'Téléphone',
  'Téléphone 2',
  'Tél. responsable légal',
  'Email',
  "Établissement d'origine",
  'Dernière classe fréquentée',
  'Situation actuelle',
  'Souhait du jeune',
  'Accord contact ML',
  'Disponibilités',
  'Commentaire',
  'QPV',
]

const sieiColumns = [
  'INE',
  'Nom',
  'Prénom',
  'Sexe',
  'Date de naissance',
  'Commune de naissance',
  'Adresse',
  'Code postal',
  'Commune',
  'Tél. domicile',
  'Tél. portable',
  'Courriel',
  'Nom resp. légal 1',
  'Tél. resp. légal 1',
  'UAI origine',
  "Établissement d'origine",
  'Commune établissement',
  'Académie',
  'Code MEF',
  'Libellé MEF',
  "Date d'entrée",
  'Date de sortie',
  'Motif de sortie',
  'Dernier diplôme',
  'Statut suivi',
  'Solution / suite à donner',
  'Connu ML',
  'PSAD',
  'Date de mise à jour',
]

const programmes = [
  'CAP 1re année Cuisine',
  'CAP 2e année Maçonnerie',
  '2de pro Commerce',
  '1re bac pro ASSP',
  '1re bac pro MELEC',
  '2de générale',
  '3e prépa-métiers',
  'Terminale STMG',
]

export interface WeeklyList {
  readonly name: string
  readonly receivedOn: Day
  readonly youths: readonly Youth[]
  readonly random: Random
}

/** An operator's weekly list: Windows-1252, semicolons, CRLF, with the usual damages of Excel. */
export function operatorList({ name, receivedOn, youths, random }: WeeklyList): ListFile {
  const wave = `Sept. ${receivedOn.slice(0, 4)}`
  const rows = youths.map((youth, i) =>
    operatorRow(youth, { number: i + 1, wave, receivedOn, random }),
  )
  return { name, bytes: iconv.encode(table(operatorColumns, rows), 'win1252') }
}

/** A SIEI list: UTF-8 with its mark, capitals without accents, the PSAD in a column. */
export function sieiList({ name, receivedOn, youths, random }: WeeklyList): ListFile {
  const rows = youths.map((youth) => sieiRow(youth, receivedOn, random))
  return { name, bytes: iconv.encode(table(sieiColumns, rows), 'utf-8', { addBOM: true }) }
}

interface OperatorRow {
  readonly number: number
  readonly wave: string
  readonly receivedOn: Day
  readonly random: Random
}

function operatorRow(youth: Youth, { number, wave, receivedOn, random }: OperatorRow): string[] {
  const phone = writtenPhone(youth, random)
  return [
    String(number),
    wave,
    french(addDays(receivedOn, -random.int(1, 5))),
    youth.sex === 'f' ? 'Mme' : 'M.',
    random.chance(0.75) ? youth.lastName.toUpperCase() : youth.lastName,
    youth.firstName,
    random.chance(0.02) ? '' : writtenDay(youth.birthDate, random),
    youth.address ?? '',
    youth.town.postCode,
    youth.town.commune === 'Paris' ? 'PARIS' : youth.town.commune,
    phone,
    youth.landline ?? '',
    youth.guardian ? paired(youth.guardian.phone) : '',
    youth.email ?? '',
    youth.school,
    random.pick(programmes),
    random.pick(['Sans solution', 'Sans solution', 'Sans solution', 'Intérim', 'En emploi (CDD)']),
    random.weighted([
      ['Emploi', 30],
      ['Formation', 22],
      ['Apprentissage', 20],
      ['Ne sait pas', 16],
      ['Service civique', 6],
      ['', 6],
    ]),
    random.weighted([
      ['Oui', 90],
      ['oui', 6],
      ['Non', 4],
    ]),
    random.pick(['', '', '', 'matin', 'après-midi', 'Après 17h', 'sauf mercredi']),
    random.pick([
      '',
      '',
      '',
      '',
      'veut être rappelé vite',
      'rappeler plutôt par SMS',
      'projet : petite enfance',
    ]),
    youth.qpv === null ? '' : youth.qpv ? 'Oui' : 'Non',
  ]
}

function sieiRow(youth: Youth, receivedOn: Day, random: Random): string[] {
  const left = addDays(receivedOn, -random.int(20, 150))
  return [
    random.chance(0.96) ? newIne(random) : '',
    capitals(youth.lastName),
    capitals(youth.firstName),
    youth.sex === 'f' ? 'F' : 'M',
    french(youth.birthDate),
    '',
    capitals(youth.address ?? ''),
    youth.town.postCode,
    capitals(youth.town.commune),
    youth.landline ?? '',
    youth.mobile ?? '',
    youth.email ?? '',
    youth.guardian ? capitals(youth.guardian.name) : '',
    youth.guardian?.phone ?? '',
    '',
    capitals(youth.school),
    capitals(youth.town.commune),
    'AIX-MARSEILLE',
    '',
    capitals(random.pick(programmes)),
    '',
    french(left),
    random.pick(['DEMISSION', 'ABANDON', 'NON REINSCRIT', 'RUPTURE CONTRAT APPRENTISSAGE']),
    random.pick(['DNB', 'DNB', 'AUCUN', 'CFG', 'CAP']),
    random.pick(['A CONTACTER', 'A CONTACTER', 'INJOIGNABLE', 'CONTACT EN COURS']),
    '',
    random.weighted([
      ['N', 66],
      ['O', 20],
      ['', 14],
    ]),
    youth.territory?.inLists ?? '',
    french(addDays(receivedOn, -random.int(1, 9))),
  ]
}

/** The mobile as people type it; now and then two in a cell, a lost zero, or what Excel made of it. */
function writtenPhone(youth: Youth, random: Random): string {
  const { mobile } = youth
  if (mobile === null) return ''
  // Only where an e-mail makes a card of the row all the same.
  if (youth.email !== null && random.chance(0.03)) return '6,3998E+08'
  return random.weighted([
    [mobile, 40],
    [paired(mobile), 36],
    [paired(mobile).replaceAll(' ', '.'), 10],
    [mobile.slice(1), 8],
    [`+33 ${paired(mobile).slice(1)}`, 6],
  ])
}

function writtenDay(day: Day, random: Random): string {
  return random.chance(0.95) ? french(day) : french(day).replaceAll('/', '-')
}

function newIne(random: Random): string {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ'
  const digits = Array.from({ length: 9 }, () => String(random.int(0, 9))).join('')
  return `${digits}${letters[random.int(0, 22)] ?? 'A'}${letters[random.int(0, 22)] ?? 'A'}`
}

/** 2003-07-21 → 21/07/2003. */
function french(day: Day): string {
  return day.split('-').toReversed().join('/')
}

/** 0639980011 → 06 39 98 00 11. */
function paired(number: string): string {
  return number.replaceAll(/(\d\d)(?=\d)/g, '$1 ')
}

function capitals(text: string): string {
  return text.normalize('NFKD').replaceAll(/[̀-ͯ]/g, '').replaceAll('’', "'").toUpperCase()
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(';')}\r\n`).join('')
}

function cell(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
