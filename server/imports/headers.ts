import { fold } from '#shared/domain/names.ts'
import type { ImportField } from '#shared/contracts/imports.ts'

/** Names of columns, folded, as lists write them; patterns cover their many tails. */
const aliases: Readonly<Record<ImportField, readonly string[]>> = {
  lastName: [
    'nom',
    'nom de famille',
    'nom de naissance',
    'nom naissance',
    'nom jeune',
    'nom du jeune',
    'nom eleve',
    'nom de l eleve',
    'patronyme',
    'last name',
    'surname',
  ],
  usageName: ['nom d usage', 'nom usage', 'nom usuel', 'nom marital'],
  firstName: [
    'prenom',
    'prenoms',
    'prenom s',
    'prenom 1',
    '1er prenom',
    'prenom du jeune',
    'prenom jeune',
    'prenom eleve',
    'first name',
  ],
  sex: ['civilite', 'sexe', 'genre', 'titre'],
  birthDate: [
    'date de naissance',
    'date naissance',
    'date de naiss',
    'date naiss',
    'ddn',
    'ne le',
    'nee le',
    'ne e le',
    'naissance',
    'birth date',
  ],
  birthPlace: ['commune de naissance', 'lieu de naissance', 'ville de naissance'],
  address: [
    'adresse',
    'adresse 1',
    'adresse 2',
    'adresse postale',
    'voie',
    'rue',
    'complement',
    'complement d adresse',
  ],
  postCode: ['code postal', 'cp', 'code postal residence', 'code postal de residence', 'code post'],
  commune: ['ville', 'commune', 'commune de residence', 'ville de residence', 'localite'],
  phone: [
    'telephone',
    'tel',
    'telephone 1',
    'telephone 2',
    'telephone 3',
    'tel 1',
    'tel 2',
    'tel 3',
    'tel portable',
    'telephone portable',
    'tel mobile',
    'telephone mobile',
    'portable',
    'portable 1',
    'portable 2',
    'mobile',
    'gsm',
    'tel domicile',
    'telephone domicile',
    'tel fixe',
    'telephone fixe',
    'fixe',
    'numero de telephone',
    'n de telephone',
    'n telephone',
    'tel jeune',
    'telephone jeune',
    'telephone du jeune',
  ],
  guardianPhone: [
    'telephone parents',
    'tel parents',
    'tel parent',
    'telephone parent',
    'tel pere',
    'tel mere',
    'telephone pere',
    'telephone mere',
    'tel responsable',
    'telephone responsable',
    'tel rl',
    'tel rl 1',
    'tel rl 2',
  ],
  guardianName: [
    'responsable legal',
    'responsable legal 1',
    'responsable legal 2',
    'representant legal',
    'nom du responsable',
    'nom responsable',
    'nom rl',
    'nom rl 1',
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'courriel',
    'adresse mail',
    'adresse email',
    'adresse e mail',
    'adresse electronique',
    'mel',
    'email jeune',
    'mail jeune',
  ],
  schoolUai: [
    'uai',
    'rne',
    'code uai',
    'code rne',
    'uai origine',
    'uai d origine',
    'uai etablissement',
    'code etablissement',
  ],
  schoolName: [
    'etablissement',
    'etablissement d origine',
    'etablissement origine',
    'dernier etablissement',
    'dernier etablissement frequente',
    'nom etablissement',
    'lycee',
    'college',
    'cfa',
  ],
  schoolCommune: [
    'commune etablissement',
    'commune de l etablissement',
    'ville etablissement',
    'ville de l etablissement',
  ],
  programme: [
    'formation',
    'derniere classe',
    'derniere classe frequentee',
    'classe',
    'division',
    'libelle mef',
    'formation suivie',
    'derniere formation',
  ],
  mefCode: ['mef', 'code mef', 'mefstat', 'mef stat'],
  exitDate: [
    'date de sortie',
    'date sortie',
    'fin de scolarite',
    'date de fin de scolarite',
    'date d abandon',
  ],
  exitReason: ['motif de sortie', 'motif sortie', 'motif', 'motif de rupture'],
  level: ['niveau', 'niveau scolaire', 'niveau de formation', 'niveau d etudes', 'niveau d etude'],
  diploma: ['diplome', 'dernier diplome', 'diplome obtenu', 'dernier diplome obtenu'],
  ine: [
    'ine',
    'ine rnie',
    'identifiant national',
    'identifiant national eleve',
    'numero ine',
    'n ine',
    'code ine',
    'no ine',
  ],
  imiloFile: [
    'n dossier',
    'no dossier',
    'numero dossier',
    'numero de dossier',
    'n de dossier',
    'dossier imilo',
    'dossier i milo',
    'id dossier',
    'num dossier milo',
    'n dossier i milo',
    'n dossier imilo',
  ],
  situation: [
    'situation',
    'situation actuelle',
    'statut',
    'statut suivi',
    'statut de suivi',
    'situation a date',
  ],
  wish: ['souhait', 'souhait du jeune', 'projet', 'projet du jeune', 'demande', 'souhait projet'],
  consent: [
    'accord contact ml',
    'accord contact',
    'accord ml',
    'accepte contact',
    'accepte le contact',
    'accord',
    'accord du jeune',
    'consentement',
  ],
  slots: ['disponibilites', 'disponibilite', 'creneau', 'creneaux'],
  comment: ['commentaire', 'commentaires', 'observation', 'observations', 'remarque', 'remarques'],
  qpv: ['qpv', 'quartier prioritaire', 'en qpv'],
  known: [
    'connu ml',
    'connu',
    'deja connu',
    'deja connu ml',
    'connu de la ml',
    'connu mission locale',
    'inscrit ml',
  ],
  callDate: ['date appel', 'date de l appel', 'date d appel', 'appele le', 'appelee le'],
  advisor: [
    'conseiller',
    'conseiller referent',
    'conseillere',
    'referent',
    'nom du conseiller',
    'nom conseiller',
    'cisp',
    'cip',
  ],
  site: ['site', 'antenne', 'point d accueil', 'structure', 'site de rattachement'],
  territory: ['psad', 'plateforme', 'nom psad', 'territoire', 'secteur'],
}

/** Columns that sound like a field and are not it: read as nothing, however close their name. */
const never = [
  /^nom (du |de l )?(contact|conseiller|referent|structure)/,
  /^date (de mise a jour|d entree)/,
  /^(telephone|tel|email|mail|courriel|code postal) (du |de la |de l )?(cfa|etablissement|structure|referent|conseiller)/,
  /nationalite|securite sociale|\bnir\b|sante|handicap|rqth/,
  // Of guardians, names and phones are read, and nothing else.
  /^(?!tel|telephone|portable|mobile|n tel)(?=.*\b(resp|responsable|representant|rl|parents?|pere|mere|tuteur|tutrice)\b).*\b(e ?mail|mel|courriel|adresse|voie|ville|commune|code postal|cp|naissance|profession|lien|qualite|civilite)\b/,
]

/** Last chance, in order; what they find is doubtful and is asked. */
const patterns: readonly (readonly [RegExp, ImportField])[] = [
  [
    /^(tel|telephone|portable|mobile|n tel)\b.*\b(resp|responsable|rl|parent|parents|pere|mere|tuteur|legal)\b/,
    'guardianPhone',
  ],
  [
    /^(nom|prenom|identite)\b.*\b(resp|responsable|rl|parent|pere|mere|tuteur|legal)\b/,
    'guardianName',
  ],
  [/^(le |du )?(resp|responsable|representant)s?\b.*\blegal/, 'guardianName'],
  [/^(date )?(de )?naiss/, 'birthDate'],
  [/^(tel|telephone|portable|mobile)\b/, 'phone'],
  [/\b(e ?mail|courriel)\b/, 'email'],
  [/^code postal\b|^cp\b/, 'postCode'],
  [/^(ville|commune)\b/, 'commune'],
  [/^adresse\b/, 'address'],
  [/^nom\b/, 'lastName'],
  [/^prenom\b/, 'firstName'],
  [/\baccord\b|\bconsent/, 'consent'],
  [/\bqpv\b/, 'qpv'],
  [/^(numero |n |no |code )?ine\b/, 'ine'],
]

/** Guardians' columns are sure, though no two lists name them alike. */
const surePatterns = new Set<ImportField>(['guardianPhone', 'guardianName'])

const byAlias = new Map<string, ImportField>()
for (const [field, names] of Object.entries(aliases)) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a record over ImportField
  for (const name of names) byAlias.set(name, field as ImportField)
}

export interface RecognisedHeader {
  readonly field: ImportField
  readonly sure: boolean
}

/** The field that a column's name means, or null. */
export function recogniseHeader(header: string): RecognisedHeader | null {
  const name = fold(header)
  if (name === '') return null
  const known = byAlias.get(name)
  if (known) return { field: known, sure: true }
  if (never.some((pattern) => pattern.test(name))) return null
  const found = patterns.find(([pattern]) => pattern.test(name))
  return found ? { field: found[1], sure: surePatterns.has(found[1]) } : null
}
