/** One sentence per stable code of problem+json: what happened and what to do. */
export const problems = {
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
  'duplicate-lane': 'Deux secteurs portent le même nom.',
  'unreadable-file': 'Ce fichier ne se lit pas comme un tableau.',
}
