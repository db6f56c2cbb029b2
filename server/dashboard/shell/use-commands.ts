/** Commands of the palette. @module */

import type { Command } from './palette-places.ts'
import type { Theme } from './preferences.ts'
import { applyTheme, writePreferences } from './preferences.ts'
import { useSignOut } from './sign-out.ts'

/** @param onPassword opens the dialog that changes the own password */
export function useCommands(onPassword: () => void): (command: Command) => void {
  const leave = useSignOut()
  const show = (theme: Theme): void => {
    applyTheme(theme)
    writePreferences({ theme })
  }
  return (command) => {
    switch (command) {
      case 'theme system':
        return show('system')
      case 'theme light':
        return show('light')
      case 'theme dark':
        return show('dark')
      case 'password':
        return onPassword()
      case 'sign out':
        return void leave(false)
      case 'sign out everywhere':
        return void leave(true)
    }
  }
}
