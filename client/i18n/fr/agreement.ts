/** A list says that a youth of the board no longer accepts to be contacted. */
export const agreement = {
  mark: 'accord retiré',
  withdrawn: 'N’accepte plus d’être contacté, selon une liste.',
  withdrawnOn: (day: string) => `N’accepte plus d’être contacté, selon la liste du ${day}.`,
  renew: 'Accord redonné',
}
