import type { people as fr } from '../fr/people.ts'

export const people = {
  signIn: 'Log in',
  email: 'Work e-mail',
  password: 'Password',
} satisfies typeof fr
