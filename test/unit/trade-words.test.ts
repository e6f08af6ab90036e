// What a lane and an officer are called follows the campaign's template, in both languages and in every sentence.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { trade as english } from '#client/i18n/en/trade.ts'
import { trade as french } from '#client/i18n/fr/trade.ts'
import type { TemplateName } from '#shared/domain/templates.ts'

/** The set-up writes for both kinds of campaign at once, side by side; the others hold words, not texts. */
const both = new Set(['set-up.ts', 'trade.ts', 'by-sex.ts'])

type Language = 'fr' | 'en'

/** Every text of a language in the words of `template`: sentences, and what stands between the values of a function. */
async function textsOf(language: Language, template: TemplateName): Promise<string[]> {
  const folder = new URL(`../../client/i18n/${language}/`, import.meta.url)
  const words = language === 'fr' ? french[template] : english[template]
  const texts: string[] = []
  for (const file of readdirSync(folder)) {
    if (both.has(file)) continue
    const module: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const value of Object.values(module)) {
      collect(typeof value === 'function' ? Reflect.apply(value, null, [words]) : value, texts)
    }
  }
  return texts
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (typeof value === 'function') {
    for (const [text] of String(value).matchAll(/`[^`]*`|"[^"]*"|'[^']*'/g)) {
      texts.push(text.replaceAll(/\$\{[^}]*\}/g, '…'))
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collect(inner, texts)
  }
}

const foreign: Record<Language, Record<TemplateName, RegExp>> = {
  fr: {
    mission_locale: /couloir|PSAD|CDIS/i,
    // "Conseiller référent" is i-milo's own word, wherever it is read.
    platform: /secteur|couloir|conseillers?(?! référent)|\bau RS\b/i,
  },
  en: { mission_locale: /\blanes?\b|PSAD|CDIS/i, platform: /\bsectors?\b|\blanes?\b|adviser/i },
}

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  test.each(['mission_locale', 'platform'] as const)(
    'no text of a %s speaks in the words of another',
    async (template) => {
      const texts = await textsOf(language, template)
      expect(texts.length).toBeGreaterThan(500)
      expect(texts.filter((text) => foreign[language][template].test(text))).toEqual([])
    },
  )
})

test('French agrees with what it names', async () => {
  const { lanes } = await import('#client/i18n/fr/lanes.ts')
  expect(lanes(french.mission_locale).archivedHint).toMatch(/^Secteur archivé :/)
  expect(lanes(french.platform).archivedHint).toMatch(/^PSAD archivée :/)
})
