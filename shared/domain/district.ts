// Paris, Marseille and Lyon are known by their arrondissements; every other place by its commune.

const cities = [
  { name: 'paris', codes: /^75(?:0(\d\d)|1(16))$/, last: 20 },
  { name: 'marseille', codes: /^130(\d\d)$/, last: 16 },
  { name: 'lyon', codes: /^690(\d\d)$/, last: 9 },
] as const

/** Number of the arrondissement that a commune's name or its post code tells; null elsewhere, and where neither does. */
export function districtOf(commune: string | null, postCode: string | null): number | null {
  const name = (commune ?? '').toLowerCase()
  for (const city of cities) {
    const inName = new RegExp(`^${city.name}\\s+0?(\\d{1,2})`).exec(name)?.[1]
    const code = city.codes.exec(postCode ?? '')
    // A post code belongs to its city only: a commune of another name keeps its own.
    const inCode = name === '' || name.startsWith(city.name) ? (code?.[1] ?? code?.[2]) : undefined
    const number = Number(inName ?? inCode)
    if (number >= 1 && number <= city.last) return number
  }
  return null
}
