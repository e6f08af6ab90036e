import { expect, test } from 'vitest'
import { board as english } from '#client/i18n/en/board.ts'
import { trade as englishTrade } from '#client/i18n/en/trade.ts'
import { board as french } from '#client/i18n/fr/board.ts'
import { trade as frenchTrade } from '#client/i18n/fr/trade.ts'
import { dossierFields } from '#shared/documents/dossier-shape.ts'
import { cardFields } from '#shared/domain/card.ts'

test('whatever a history can name has words in both languages', () => {
  const fields = [...Object.keys(cardFields), ...Object.keys(dossierFields), 'numbers', 'notes']
  for (const words of [french(frenchTrade.platform), english(englishTrade.platform)]) {
    const known: Readonly<Record<string, string>> = words.drawer.fields
    expect(fields.filter((field) => !known[field])).toEqual([])
  }
})
