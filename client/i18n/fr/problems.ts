/** One sentence per stable code of problem+json. */
export const problems = {
  unexpected: 'Le serveur n’a pas pu répondre. Réessayez dans un instant.',
  offline: 'Le serveur ne répond pas. Vérifiez le réseau, puis réessayez.',
  'signed-out': 'Votre session est fermée. Connectez-vous à nouveau.',
  'not-found': 'Il n’y a rien ici pour vous.',
  'not-allowed': 'Votre rôle dans cette campagne ne le permet pas.',
  'wrong-credentials': 'E-mail ou mot de passe incorrect.',
  'too-many-tries': 'Trop d’essais. Une courte pause est nécessaire.',
  'foreign-origin':
    'Cette adresse n’est pas celle du service. Ouvrez Relance par son adresse habituelle.',
  invalid: 'Une valeur n’est pas acceptée. Vérifiez les champs signalés.',
  'too-large': 'Le fichier est trop lourd.',
}
