/** Keeps keystrokes for a component that is still loading. @module */
import type { RefObject } from 'react'
import { useEffect } from 'react'

/**
 * Takes the place of a field that is still loading, and collects keystrokes that the page would handle as shortcuts.
 *
 * @param typed the collected text
 * @param onLeave called when Escape is pressed
 */
export function TypeAhead({ typed, onLeave }: { typed: RefObject<string>; onLeave: () => void }): null {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') onLeave()
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (event.key.length === 1) typed.current += event.key
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  })
  return null
}
