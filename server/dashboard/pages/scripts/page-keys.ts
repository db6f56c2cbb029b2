/** Keyboard shortcuts of the scripts page. @module */
import { useEffect, useRef } from 'react'
import type { CodeEditorKeys } from '../../editor/index.tsx'

/** Ignores events that the editor handled, and all events while a dialog or a menu is open. */
export function usePageKeys(keys: CodeEditorKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"], [role="menu"]')) return
      const work = workOf(event, latest.current)
      if (!work) return
      event.preventDefault()
      work()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function workOf(event: KeyboardEvent, keys: CodeEditorKeys): (() => void) | undefined {
  const isMod = event.ctrlKey || event.metaKey
  if (isMod && event.key === 'Enter') return event.shiftKey ? keys.deploy : keys.run
  if (isMod && !event.shiftKey && event.key.toLowerCase() === 's') return keys.save
  // By the position of the key: with Alt, some keyboards produce another character.
  const [, digit] = /^Digit([1-9])$/.exec(event.code) ?? []
  const { tab } = keys
  return digit !== undefined && event.altKey && !isMod && tab ? () => tab(Number(digit)) : undefined
}
