import type { problems as fr } from '../fr/problems.ts'

export const problems = {
  unexpected: 'The server could not answer. Try again in a moment.',
  offline: 'The server does not answer. Check the network, then try again.',
  'signed-out': 'Your session is closed. Log in again.',
  'not-found': 'There is nothing here for you.',
  'not-allowed': 'Your role in this campaign does not allow this.',
  'wrong-credentials': 'Wrong e-mail or password.',
  'too-many-tries': 'Too many tries. A short pause is needed.',
  'foreign-origin': 'This is not the address of the service. Open Relance by its usual address.',
  invalid: 'A value is not accepted. Check the fields shown.',
  'too-large': 'The file is too large.',
} satisfies typeof fr
