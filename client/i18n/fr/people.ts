export const people = {
  signIn: 'Se connecter',
  email: 'E-mail professionnel',
  password: 'Mot de passe',
}
