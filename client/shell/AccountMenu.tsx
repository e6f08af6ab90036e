import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { chooseLanguage, language, languages } from '#client/i18n/language.ts'
import { links } from '#client/links.ts'
import { me, signOut } from '#client/session.ts'
import { unsentHere } from '#client/sync/unsent.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#client/ui/Menu.tsx'
import { showToast } from '#client/ui/toast.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import { chooseTheme, theme, themes } from './theme.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { Theme } from './theme.ts'

const themeIcons: Readonly<Record<Theme, IconName>> = {
  system: 'monitor',
  light: 'sun',
  dark: 'moon',
}

/** Theme, language, sign-out. */
export function AccountMenu() {
  const navigate = useNavigate()
  const [unsent, setUnsent] = createSignal<number | null>(null)
  const ask = async () => {
    const count = await unsentHere()
    if (count > 0) setUnsent(count)
    else await leave()
  }
  const leave = async () => {
    setUnsent(null)
    try {
      await signOut()
      navigate(links.signIn())
    } catch (error) {
      showToast({ text: problemText(asProblem(error).code), icon: 'circle-alert' })
    }
  }
  const name = () => me()?.name ?? ''
  return (
    <>
      <SignOutDialog
        unsent={unsent()}
        onStay={() => setUnsent(null)}
        onLeave={() => void leave()}
      />
      <Menu
        class="top-bar-me"
        align="end"
        trigger={
          <>
            <span class="sr">{`${t().shell.account}, `}</span>
            <Avatar name={name()} />
            <Icon name="chevron-down" size={14} />
          </>
        }
      >
        <p class="account-menu-name">
          <b>{name()}</b>
          <span class="muted">{me()?.email}</span>
        </p>
        <MenuSeparator />
        <MenuChoice
          label={t().shell.theme}
          value={theme()}
          choices={themes.map((value) => ({
            value,
            text: t().shell.themes[value],
            icon: themeIcons[value],
          }))}
          onChoose={chooseTheme}
        />
        <MenuSeparator />
        <MenuChoice
          label={t().shell.language}
          value={language()}
          choices={languages.map((value) => ({ value, text: t().shell.languages[value] }))}
          onChoose={chooseLanguage}
        />
        <MenuSeparator />
        <MenuItem icon="log-out" onSelect={() => void ask()}>
          {t().shell.signOut}
        </MenuItem>
      </Menu>
    </>
  )
}
