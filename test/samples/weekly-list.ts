// The people of docs/samples: invented, and none of those of the demonstration or of the tests' lists.

export const columns: readonly string[] = [
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
]

/*
 * One youth a line: civility, NAME, first name, birth, address, postcode, town, phone, phone 2, guardian's phone, e-mail,
 * school, class, situation, wish, agreement, slots, remark. "¶" is a line break inside a cell.
 */
const lines = `
Mme|ALBARÈDE|Solveig|14/03/2006|27 rue Riquet|75019|PARIS|639980511|||solveig.albarede@exemple.fr|LP des Deux-Ponts|1re bac pro Commerce|Sans solution|Emploi|Oui|Après 17h|
M.|BAKHTI|Ryad|02/11/2007|5 boulevard Davout|75020|PARIS|06 39 98 05 12|01 99 00 05 12|01.99.00.05.13||LPO des Buttes-Hautes|CAP 2e année Cuisine|Sans solution|Formation|Oui|matin|« veut voir quelqu’un vite »
M.|Tandia|Bakary|01/01/2006||75018|PARIS 18|0639980514 / 0639980515||||Collège de la Halle|3e prépa-métiers|Sans solution|Ne sait pas|oui||
Mme|OYONO|Prunelle|23/7/2005|8 rue Doudeauville|75018|PARIS|06.39.98.05.16||||LP de la Villa-Haute|2de pro ASSP|Sans solution|Formation|OUI|toute la journée|
M.|VILLEDIEU|Tancrède|30/11/2004|14 rue de Tolbiac|75013|PARIS|6,3998E+08|||tancrede.villedieu@exemple.fr|CFA des Ateliers|CAP 1re année (rupture)|Sans solution|Apprentissage|Oui|ap-midi|cherche un employeur – CFA trouvé
M.|RENNESSON|Ugo|12/04/2007|3 rue Piat|75020|PARIS|06 39 98 05 18||01 99 00 05 18||LP Rosa-Doucet|2de pro MELEC|Sans solution|Emploi|Oui||jumeau du n° 7
M.|RENNESSON|Timoté|12/04/2007|3 rue Piat|75020|PARIS|06 39 98 05 18||01 99 00 05 18||LP Rosa-Doucet|2de pro MELEC|Sans solution|Apprentissage|Oui||jumeau du n° 6
Mme|HADDOUCHE|Sounia|19/09/2006|41 rue Marcadet|75018|PARIS|+33 6 39 98 05 20|||sounia.haddouche@example.org|LGT des Acacias|2de générale|Scolarisé|Rescolarisation|Non||orientée CIO
M.|QUILLET|Barnabé|28-08-2005|96 avenue de Flandre|75019|PARIS|0639980521||||LPO du Petit-Chemin|Terminale STMG|Intérim|Emploi|Oui|lun. et jeu.|
Mme|NDOYE|Sokhna-Aïda|05/05/2006|12 rue de Meaux|75019|PARIS|06 39 98 05 22||||CFA du Fournil|CAP 1re année Pâtisserie|Sans solution|Apprentissage|Oui|sauf mercredi|
Mme|de la Brosse|Ombeline|17/02/2005|2 rue de Prony|75017|PARIS|06 39 98 05 23|||ombeline.delabrosse@exemple.fr|LGT des Acacias|1re générale|Sans solution|Service civique|Oui||
M.|GUEDJ|Nathanaël|08/12/2006|55 rue Petit|75019|PARIS|0033639980524||||LP des Deux-Ponts|1re bac pro MELEC|Sans solution|Formation|Oui|matin|
M.|MAKANDA|Hervé-Junior|09/06/2007|18 rue de Belleville|75020|PARIS|06 39 98 05 25||01 99 00 05 25||Collège de la Halle|3e générale|Sans solution|Ne sait pas|Oui||mineur en début d’année
Mme|TOUREILLE|Faustyna|31/06/2006|7 rue Custine|75018|PARIS|06 39 98 05 26||||EREA du Grand-Clos|CAP 1re année Couture|Sans solution|Formation|Oui||
M.|BENKHEDDA|Ilyan|25/10/2011|33 rue de Crimée|75019|PARIS|06 39 98 05 27||01 99 00 05 27||Collège de la Halle|3e prépa-métiers|Sans solution|Ne sait pas|Oui||
M.|LI-DELATTE|Kevin|16/01/2005|101 avenue de Choisy|75013|PARIS|639980528|||kevin.lidelatte@exemple.fr|LPO de la Fontaine-Ronde|BTS 1re année|En emploi (CDD)|Emploi|Oui|Après 17h|
Mme|SANTAMARIA|Marisol|22/08/2006|64 rue Didot|75014|PARIS|06-39-98-05-29||||LP de la Villa-Haute|Terminale bac pro ASSP|Sans solution|Emploi|Oui||
Mme|OUATTAR|Nihel|03/03/2007|9 rue du Chevaleret|75013|PARIS|0639980530 ou 0199000530||||LPO du Petit-Chemin|2de pro Accueil|Sans solution|Formation|Oui|entre 12h et 14h|"ne capte pas bien ; laisser un message¶et rappeler"
M.||Evaristo|11/11/2005|20 rue Oberkampf|75011|PARIS|06 39 98 05 31||||LP des Deux-Ponts|CAP 2e année Vente|Sans solution|Emploi|Oui||
M.|ZADKINE|Léonid|NC|46 rue de la Roquette|75011|PARIS|06 39 98 05 32||||LGT des Acacias|1re STI2D|Sans solution|Formation|Oui||né au printemps 2006
Mme|Camus-Obiang|Ornella|27/04/2005|15 rue de Charenton|75012|PARIS|+33 (0)6 39 98 05 33|||ornella.co@exemple.fr|CFA des Ateliers|CAP Coiffure (rupture)|Sans solution|Apprentissage|Oui||
M.|PICHEGRU|Aloïs|04/07/2006|78 rue Nationale|75013|PARIS|06 39 98 05 34||||LP Rosa-Doucet|1re bac pro Commerce|Sans solution|Emploi|Non||ne veut pas de la mission locale
Mme|SRIVASTAVA|Anjali|13/12/2005|30 rue du Faubourg du Temple|75010|PARIS|0639980535|Néant|||LPO de la Fontaine-Ronde|Terminale STMG|Sans solution|Ne sait pas|Oui|matin|
M.|BOUHAFS|Djawad|18/05/2007|5 boulevard Davout|75020|PARIS|06 39 98 05 36||01 99 00 05 36||LPO des Buttes-Hautes|CAP 1re année Cuisine|Sans solution|Formation|Oui||
M.|KERVELLA|Yoran|21/09/2004|11 rue Lecourbe|75015|PARIS|6,4E+08||||LP des Deux-Ponts|Terminale bac pro Vente|Sans solution|Emploi|Oui||
Mme|ALBAREDE|Solveig|14/03/2006|27 rue Riquet|75019|PARIS|06 39 98 05 37||||LP des Deux-Ponts|1re bac pro commerce|Sans solution|Emploi|Oui||
Mme|MAURESMO|Lilwenn|06/06/2006|23 avenue Daumesnil|75012|PARIS|06 39 98 05 38|||lilwenn.m@example.org|LP de la Villa-Haute|2de pro GATL|Sans solution|Formation|Oui|fin de journée|
M.|TCHAMBA|Loïck|29/01/2007||75019|PARIS|||01 99 00 05 39||Collège de la Halle|3e Segpa|Sans solution|Ne sait pas|Oui||numéro de la mère
M.|SOUPAULT|Melchior|10/10/2005|52 rue Pouchet|75017|PARIS|06 39 98 05 40||||CFA du Fournil|CAP 2e année Boulangerie|Sans solution|Apprentissage|Oui||
Mme|AMROUCHE-LEBON|Tassadit|15/08/2006|4 rue Ordener|75018|PARIS|06 39 98 05 41|||tassadit.al@exemple.fr|LPO du Petit-Chemin|1re STMG|Sans solution|Emploi|Oui||très motivée
M.|ORSINI|Ghjulianu|07/02/2006|88 rue de Vaugirard|75015|PARIS|06 39 98 05 42||||LGT des Acacias|2de générale|En formation|Formation|oui||
Mme|DOUKOURÉ|Nakany|24/12/2006|37 rue Curial|75019|PARIS|06 39 98 05 43||||LP des Deux-Ponts|CAP 1re année AEPE|Sans solution|Formation|Oui|matin|projet : petite enfance
M.|PHAM-NGOC|Duy|26/03/2005|19 avenue d’Ivry|75013|PARIS|0639980544||||LPO de la Fontaine-Ronde|Terminale bac pro MELEC|Sans solution|Emploi|Oui||
M.|BELLANGER|Corto|01/01/2007|6 rue des Pyrénées|75020|PARIS|06 39 98 05 45||01 99 00 05 45||LP Rosa-Doucet|CAP 1re année Menuiserie|Sans solution|Apprentissage|Oui||
Mme|IVANOVIC|Katarina|09/09/2005|71 rue Championnet|75018|PARIS|06 39 98 05 46|||katarina.iv@example.org|LP de la Villa-Haute|Terminale bac pro ASSP|Sans solution|Service civique|Oui||
M.|SAKHO|Fodié|20/02/2006|13 rue Fabre d’Églantine|93300|Aubervilliers|06 39 98 05 47||||LPO du Petit-Chemin|1re bac pro Logistique|Sans solution|Emploi|Oui||a déménagé
Mme|CHAMPLAIN|Anouck|12/12/2006|25 rue Manin|75019|PARIS|06 39 98 05 48||||CFA des Ateliers|CAP Fleuriste (rupture)|Sans solution|Apprentissage|Non||
M.|ZERHOUNI|Aymen|08/08/2007|60 boulevard Ney|75018|PARIS|06 39 98 05 49||01 99 00 05 49|aymen.zerhouni@exemple.fr|LP des Deux-Ponts|2de pro MELEC|Sans solution|Formation|Oui|après-midi|
Mme|ESCOBEDO|Xiomara|02/04/2006|17 rue des Couronnes|75020|PARIS|06 39 98 05 50||||Collège de la Halle|UPE2A|Sans solution|Ne sait pas|Oui||souhaite un RDV à distance
M.|VAN DER MEULEN|Joost|28/02/2005|3 quai de Jemmapes|75010|PARIS|+33639980551|||joost.vdm@exemple.fr|LGT des Acacias|Terminale générale|Sans solution|Emploi|Oui||
`

/** The rows under the header, 21 cells each. */
export const rows: readonly (readonly string[])[] = lines
  .trim()
  .split('\n')
  .map((line, i) => numbered(line.split('|'), i))

function numbered(cells: readonly string[], i: number): string[] {
  const calledOn = `${String(16 + (i % 4)).padStart(2, '0')}/11/2026`
  const texts = cells.map((cell) => cell.replaceAll('¶', '\n').replaceAll(/^"|"$/g, ''))
  return [String(i + 1), 'Nov. 2026', calledOn].concat(texts)
}
