import type { problems as fr } from '../fr/problems.ts'

export const problems = {
  unexpected: 'The server could not answer. Try again in a moment.',
  offline: 'The server does not answer. Check the network, then try again.',
  storage: 'The server could not save. Try again in a moment.',
  'signed-out': 'Your session is closed. Log in again.',
  'not-found': 'There is nothing here for you.',
  'not-allowed': 'Your role in this campaign does not allow this.',
  'admin-only': 'Only the administration can create a campaign.',
  'wrong-credentials': 'Wrong e-mail or password.',
  'too-many-tries': 'Too many tries. A short pause is needed.',
  'foreign-origin': 'This is not the address of the service. Open Relance by its usual address.',
  'bad-json': 'The request is incomplete. Reload the page, then try again.',
  'json-expected': 'The request is incomplete. Reload the page, then try again.',
  invalid: 'A value is not accepted. Check the fields.',
  'too-large': 'This is too large to be sent here.',
  'invitation-gone':
    'This link has been used or is no longer valid. Ask the coordination team for another.',
  'already-set-up': 'The set-up is done already. Log in.',
  'wrong-setup-token':
    'This set-up link is no longer valid. Open the one shown when the server starts.',
  'duplicate-lane': 'Two sectors have the same name.',
  'unreadable-file': 'This file cannot be read as a table.',
} satisfies typeof fr
