/** Where youths live: postcodes and communes are real, streets are common names. */
export interface Town {
  readonly postCode: string
  readonly commune: string
  /** How many youths of a list live here, relative to the others. */
  readonly weight: number
}

/** A lane of a campaign, with the towns that belong to it. */
export interface Territory {
  readonly name: string
  /** How SIEI lists write it; null where lists do not name it. */
  readonly inLists: string | null
  readonly towns: readonly Town[]
}

function towns(text: string): readonly Town[] {
  return text
    .split(',')
    .map((entry) => /^\s*(\d{5}) (.+) (\d+)\s*$/.exec(entry))
    .map((found) => {
      if (!found) throw new Error('A town is "postcode commune weight"')
      const [, postCode = '', commune = '', weight = ''] = found
      return { postCode, commune, weight: Number(weight) }
    })
}

/** Six sectors of a mission locale. */
export const sectors: readonly Territory[] = [
  { name: 'Nord', inLists: null, towns: towns('75018 Paris 20, 75017 Paris 9') },
  { name: 'Nord-Est', inLists: null, towns: towns('75019 Paris 21, 75010 Paris 6') },
  { name: 'Est', inLists: null, towns: towns('75020 Paris 18, 75011 Paris 7') },
  { name: 'Sud-Est', inLists: null, towns: towns('75013 Paris 13, 75012 Paris 8') },
  { name: 'Sud', inLists: null, towns: towns('75014 Paris 8, 75015 Paris 8') },
  {
    name: 'Centre-Ouest',
    inLists: null,
    towns: towns(
      '75016 Paris 3, 75009 Paris 2, 75003 Paris 1, 75004 Paris 1, 75005 Paris 2, 75002 Paris 1, 75001 Paris 1, 75006 Paris 1, 75007 Paris 1, 75008 Paris 1',
    ),
  },
]

/** Youths who have left Paris: no sector of the mission locale has their postcode. */
export const outskirts: readonly Town[] = towns(
  '93300 Aubervilliers 7, 93500 Pantin 6, 93200 Saint-Denis 8, 93100 Montreuil 6, 94200 Ivry-sur-Seine 4, 92110 Clichy 4',
)

/** Five PSADs of the Bouches-du-Rhône, with invented boundaries. */
export const psads: readonly Territory[] = [
  {
    name: 'Marseille Nord',
    inLists: 'PSAD MARSEILLE NORD',
    towns: towns(
      '13002 Marseille 37, 13003 Marseille 105, 13013 Marseille 118, 13014 Marseille 110, 13015 Marseille 140, 13016 Marseille 20',
    ),
  },
  {
    name: 'Marseille Centre et Sud',
    inLists: 'PSAD MARSEILLE CENTRE ET SUD',
    towns: towns(
      '13001 Marseille 50, 13004 Marseille 44, 13005 Marseille 40, 13006 Marseille 35, 13007 Marseille 30, 13008 Marseille 70, 13009 Marseille 68',
    ),
  },
  {
    name: 'Marseille Est et Aubagne',
    inLists: 'PSAD MARSEILLE EST - AUBAGNE',
    towns: towns(
      '13010 Marseille 52, 13011 Marseille 54, 13012 Marseille 55, 13400 Aubagne 46, 13600 La Ciotat 36, 13190 Allauch 20, 13390 Auriol 12',
    ),
  },
  {
    name: 'Pays d’Aix',
    inLists: "PSAD PAYS D'AIX",
    towns: towns(
      '13100 Aix-en-Provence 60, 13090 Aix-en-Provence 45, 13120 Gardanne 22, 13320 Bouc-Bel-Air 14, 13530 Trets 11, 13710 Fuveau 10, 13410 Lambesc 9',
    ),
  },
  {
    name: 'Étang de Berre et Arles',
    inLists: 'PSAD ETANG DE BERRE - ARLES',
    towns: towns(
      '13200 Arles 50, 13500 Martigues 46, 13800 Istres 42, 13300 Salon-de-Provence 42, 13127 Vitrolles 36, 13700 Marignane 32, 13140 Miramas 25, 13110 Port-de-Bouc 16, 13150 Tarascon 15',
    ),
  },
]

export const streets = {
  paris:
    'rue des Martyrs-de-la-Commune|rue du Ruisseau|boulevard de la Villette|rue Championnet|rue de Crimée|rue de Ménilmontant|rue du Chevaleret|avenue de Choisy|rue Didot|rue de la Convention|rue Pelleport|rue de Meaux|boulevard Ney|rue Custine|avenue de Saint-Ouen'.split(
      '|',
    ),
  south:
    'avenue des Aygalades|boulevard Oddo|rue de Lyon|traverse des Platanes|chemin de la Pinède|avenue du Mistral|rue des Lauriers|cours Mirabel|place du Marché|résidence Les Cigales|cité des Genévriers|boulevard de la Gare|impasse du Figuier'.split(
      '|',
    ),
} as const

/** Invented schools. */
export const schools = {
  paris:
    'LP des Deux-Ponts|LPO de la Fontaine-Ronde|LP Rosa-Doucet|CFA des Ateliers|Collège de la Halle|LGT des Acacias|LP de la Villa-Haute|CFA du Fournil|EREA du Grand-Clos|LPO du Petit-Chemin'.split(
      '|',
    ),
  south:
    'LP du Moulin-Blanc|LPO des Salines|LP de la Garrigue|CFA du Littoral|Collège des Restanques|LGT du Belvédère|LP des Joncs|MFR du Grand-Mas|LPO de la Colline|CFA de la Pinède'.split(
      '|',
    ),
} as const
