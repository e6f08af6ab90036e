import { capital, type Trade } from './trade.ts'

/** One sentence per stable code of problem+json: what happened and what to do. */
export const problems = (w: Trade) => ({
  unexpected: 'Le serveur n’a pas pu répondre. Réessayez dans un instant.',
  offline: 'Le serveur ne répond pas. Vérifiez le réseau, puis réessayez.',
  storage: 'Le serveur n’a pas pu enregistrer. Réessayez dans un instant.',
  'signed-out': 'Votre session est fermée. Connectez-vous à nouveau.',
  'not-found': 'Il n’y a rien ici pour vous.',
  'not-allowed': 'Votre rôle dans cette campagne ne le permet pas.',
  'admin-only': 'Seule l’administration peut créer une campagne.',
  'wrong-credentials': 'E-mail ou mot de passe incorrect.',
  'too-many-tries': 'Trop d’essais. Une courte pause est nécessaire.',
  'foreign-origin':
    'Cette adresse n’est pas celle du service. Ouvrez Relance par son adresse habituelle.',
  'bad-json': 'La demande est incomplète. Rechargez la page, puis réessayez.',
  'json-expected': 'La demande est incomplète. Rechargez la page, puis réessayez.',
  invalid: 'Une valeur n’est pas acceptée. Vérifiez les champs.',
  'too-large': 'C’est trop lourd pour être envoyé ici.',
  'invitation-gone':
    'Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau à la coordination.',
  'already-set-up': 'La mise en route est déjà faite. Connectez-vous.',
  'wrong-setup-token':
    'Ce lien de mise en route n’est plus valable. Ouvrez celui qui s’affiche au démarrage du serveur.',
  'duplicate-lane': `Deux ${w.lanes} portent le même nom.`,
  'file-empty': 'Le fichier est vide.',
  'file-too-large':
    'Le fichier dépasse 25 Mo. Découpez la liste, ou retirez ce qui n’en fait pas partie.',
  'file-old-excel':
    'C’est l’ancien format Excel (.xls). Enregistrez-le en .xlsx, puis recommencez.',
  'file-protected':
    'Le fichier est protégé par un mot de passe. Enregistrez-le sans, puis recommencez.',
  'file-not-a-list': 'Ce n’est pas une liste : déposez un fichier .xlsx, .ods ou .csv.',
  'file-web-page':
    'C’est une page web au nom de tableur. Ouvrez-la dans Excel, enregistrez-la en .xlsx, puis recommencez.',
  'file-damaged': 'Le fichier est abîmé ou coupé. Exportez-le à nouveau.',
  'file-unpacks-too-large':
    'Une fois ouvert, le fichier est plus grand que ne peut l’être une liste. Rien n’a été lu.',
  'file-too-many-rows': 'La feuille a plus de 60 000 lignes. Découpez la liste.',
  'file-too-many-columns':
    'La feuille a plus de 150 colonnes. Retirez celles qui ne font pas partie de la liste.',
  'file-cell-too-large': 'Une cellule dépasse 32 767 caractères. Rien n’a été lu.',
  'extract-no-number':
    'Cet extrait n’a pas de colonne « N° dossier » : exportez-le à nouveau avec elle.',
  'file-no-header': 'Aucune ligne de ce fichier ne ressemble à l’en-tête d’une liste de jeunes.',
  'file-no-rows': 'Il n’y a aucune ligne sous l’en-tête.',
  'file-no-such-sheet': 'Le fichier n’a pas de feuille de ce nom.',
  'file-too-slow': 'La lecture a pris trop de temps. Rien n’a été lu.',
  'imports-busy': 'Trop de listes arrivent en même temps. Réessayez dans un instant.',
  opposed: 'Cette personne ne souhaite plus être contactée. Vérifiez avant de créer une fiche.',
  'import-running': 'Un import est en cours dans cette campagne. Réessayez quand il sera terminé.',
  'import-not-in-preview': 'Cet import est déjà parti : il ne se corrige plus.',
  'triage-taken': 'Quelqu’un a déjà trié cette fiche.',
  'triage-stale': 'Ce qui était proposé a changé depuis. Regardez à nouveau cette fiche.',
  'triage-choose-lane': `${capital(w.noLane)} ne s’impose. Choisissez à qui transmettre.`,
  'triage-no-other-card': 'Ce n’est pas une autre fiche de la campagne.',
  'triage-other-gone': 'L’autre fiche vient d’être fermée comme doublon : celle-ci reste au tri.',
  'triage-undone': 'Ce choix est déjà annulé ou remplacé.',
  'triage-worked': 'Quelqu’un a travaillé cette fiche depuis : elle reste où elle est.',
  'lane-unknown': `${w.ThisLane} ne prend plus de fiche.`,
  'officer-elsewhere': `Cette personne ne travaille pas dans ${w.thisLane}.`,
  'bad-form': 'L’envoi a été coupé. Réessayez.',
  'multipart-expected': 'L’envoi a été coupé. Réessayez.',
})
