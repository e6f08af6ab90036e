// The i-milo extract beside the sample list: invented files, some of them of youths of the list, some of nobody there.

export const extractColumns: readonly string[] = [
  'N° dossier',
  'Nom de naissance',
  "Nom d'usage",
  'Prénom',
  'Sexe',
  'Date de naissance',
  'Site',
  'Conseiller référent',
  'Statut du dossier',
  'Dernier entretien',
  'Adresse',
  'Code postal',
  'Commune',
  'Mobile',
  'Courriel',
]

/** Number, names, sex, birth date, site, advisor, status, last interview, address, post code, commune, mobile, mail. */
export const extractFiles: readonly (readonly string[])[] = [
  // Certain: one followed here, one whose adviser has left.
  '2026101|ALBAREDE||Solveig|F|14/03/2006|SITE NORD-EST|ROUQUETTE Hamid|Actif|12/10/2026|27 RUE RIQUET|75019|PARIS|0639980511|',
  '2026102|MAURESMO||Lilwenn|F|06/06/2006|SITE EST|DUTOIT Maryvonne|En veille|03/02/2025|23 AVENUE DAUMESNIL|75012|PARIS|0639980538|',
  // One twin of two.
  '2026103|RENNESSON||Ugo|M|12/04/2007|SITE EST|DESGRANGES Lamia|Actif|21/09/2026|3 RUE PIAT|75020|PARIS|0639980518|',
  // Probable: a slip in the name, names exchanged. Certain by the name of use.
  '2026104|BAKTHI||Ryad|M|02/11/2007|SITE EST|DESGRANGES Lamia|Actif|05/11/2026|5 BD DAVOUT|75020|PARIS|0639980512|',
  '2026105|DUY||Pham-Ngoc|M|26/03/2005|SITE SUD-EST|LECOURBE Thuy-Anh|En veille|14/01/2025|19 AV D IVRY|75013|PARIS|0639980544|',
  '2026106|GARRIDO|SANTAMARIA|Marisol|F|22/08/2006|SITE SUD|TIXADOR Blaise|Actif|30/09/2026|64 RUE DIDOT|75014|PARIS|0639980629|',
  // To check: 1 January, one digit of the date, no date.
  '2026107|TANDIA||Bakary|M|01/01/2006|SITE NORD|KERMAREC Rodolphe|En veille|07/03/2025||75018|PARIS|0639980614|',
  '2026108|QUILLET||Barnabe|M|29/08/2005|SITE NORD-EST|ROUQUETTE Hamid|Actif|17/06/2026|96 AV DE FLANDRE|75019|PARIS||',
  '2026109|CAMUS-OBIANG||Ornella|F||SITE EST||Actif|||75012|PARIS|0639980633|',
  // Somebody else: a sister, a homonym.
  '2026110|DOUKOURE||Hawa|F|03/09/2004|SITE NORD-EST|ROUQUETTE Hamid|Actif|11/05/2026|37 RUE CURIAL|75019|PARIS|0639980543|',
  '2026111|ZERHOUNI||Aymen|M|15/02/2001|SITE NORD|KERMAREC Rodolphe|Fin d’accompagnement|22/11/2023|8 RUE BOINOD|75018|PARIS|0639980649|',
  // Nobody of the list.
  '2026112|VASSILIEV||Macha|F|19/07/2005|SITE SUD|TIXADOR Blaise|Actif|02/10/2026|12 RUE SARRETTE|75014|PARIS|0639980650|',
  '2026113|KOUAKOU||Emmanuella|F|30/01/2006|SITE EST|DESGRANGES Lamia|Actif|18/10/2026|4 RUE DE LAGNY|75020|PARIS|0639980651|',
  '2026114|LE BIHAN||Gwendal|M|11/11/2004|SITE NORD|KERMAREC Rodolphe|En veille|09/09/2024|31 RUE LEPIC|75018|PARIS|0639980652|',
].map((row) => row.split('|'))
