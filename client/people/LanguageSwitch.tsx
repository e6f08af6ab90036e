import { t } from '#client/i18n/i18n.ts'
import { chooseLanguage, language } from '#client/i18n/language.ts'

/** For pages without the account menu: the other language, named in that language. */
export function LanguageSwitch() {
  const other = () => (language() === 'fr' ? 'en' : 'fr')
  return (
    <button type="button" class="link" lang={other()} onClick={() => chooseLanguage(other())}>
      {t().people.otherLanguage}
    </button>
  )
}
