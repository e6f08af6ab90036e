import { expect, test } from 'vitest'
import { drawer as english } from '#client/i18n/en/drawer.ts'
import { trade as englishTrade } from '#client/i18n/en/trade.ts'
import { drawer as french } from '#client/i18n/fr/drawer.ts'
import { trade as frenchTrade } from '#client/i18n/fr/trade.ts'
import { dossierFields } from '#shared/documents/dossier-shape.ts'
import { cardFields } from '#shared/domain/card.ts'

test('whatever a history can name has words in both languages', () => {
  const fields = [...Object.keys(cardFields), ...Object.keys(dossierFields), 'numbers', 'notes']
  for (const words of [french(frenchTrade.platform), english(englishTrade.platform)]) {
    const known: Readonly<Record<string, string>> = words.fields
    expect(fields.filter((field) => !known[field])).toEqual([])
  }
})
