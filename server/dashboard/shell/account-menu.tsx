/** The account menu: member, theme, password, sign-out. @module */
import { useRef, useState } from 'react'
import { useSession } from '../api/context.tsx'
import { TEXT } from '../text.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu.tsx'
import { ChangePassword } from './change-password.tsx'
import type { Theme } from './preferences.ts'
import { applyTheme, readPreferences, writePreferences } from './preferences.ts'
import { useSignOut } from './sign-out.ts'
import { accountText } from './text.ts'

/** Opens at once, because it is loaded by the click that asks for it. */
export function AccountMenu() {
  const { member } = useSession()
  const leave = useSignOut()
  const button = useRef<HTMLButtonElement>(null)
  const [isChanging, setIsChanging] = useState(false)
  const [theme, setTheme] = useState<Theme>(() => readPreferences().theme)
  return (
    <>
      <Menu
        defaultOpen
        trigger={
          <Button ref={button} variant="quiet" icon="person" className="account" title={TEXT.shell.account}>
            {member.email}
          </Button>
        }
      >
        <MenuChoice
          label={TEXT.shell.theme}
          choices={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: TEXT.shell.themes[value],
          }))}
          value={theme}
          onChange={(chosen) => {
            setTheme(chosen)
            applyTheme(chosen)
            writePreferences({ theme: chosen })
          }}
        />
        <MenuLine />
        <MenuItem onSelect={() => setIsChanging(true)}>{accountText.changePassword}</MenuItem>
        <MenuItem onSelect={() => void leave(false)}>{TEXT.shell.signOut}</MenuItem>
        <MenuItem onSelect={() => void leave(true)}>{TEXT.shell.signOutEverywhere}</MenuItem>
      </Menu>
      {isChanging && <ChangePassword onClose={() => setIsChanging(false)} returnTo={button} />}
    </>
  )
}
