/** Keyboard shortcuts: one table binds and explains them. @module */
import { useEffect, useRef } from 'react'

/** A key, or two keys in sequence. */
export interface KeyBinding {
  /** Values of `KeyboardEvent.key`: `['g', 'c']`, `['?']`; `Mod+k` is Ctrl or, on a Mac, Command. */
  keys: readonly string[]
  label: string
  run: () => void
}

/** @returns the name of a key on this computer's keyboard */
export function keyName(key: string): string {
  const isApple = /Mac|iP(?:hone|ad)/.test(navigator.userAgent)
  return key.startsWith('Mod+') ? `${isApple ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}` : key
}

const SECOND_KEY_WITHIN_MS = 1_500

/**
 * Binds keys to the document. Single letters do nothing while the person types, while a dialog or a menu is open, and
 * when they are turned off.
 *
 * @param letters whether keys without Ctrl or Command are turned on
 */
export function useKeys(bindings: readonly KeyBinding[], letters: boolean): void {
  const latest = useRef({ bindings, letters })
  useEffect(() => {
    latest.current = { bindings, letters }
  })
  useEffect(() => {
    let first: { key: string; at: number } | undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.repeat) return
      const held = event.ctrlKey || event.metaKey
      if (!held && (!latest.current.letters || isTyping(event) || isLayerOpen())) return
      const key = held ? `Mod+${event.key.toLowerCase()}` : event.key
      const before =
        first !== undefined && event.timeStamp - first.at < SECOND_KEY_WITHIN_MS ? first.key : undefined
      first = { key, at: event.timeStamp }
      const pressed = latest.current.bindings.find(({ keys }) =>
        keys.length === 1 ? keys[0] === key : keys[0] === before && keys[1] === key,
      )
      if (!pressed) return
      first = undefined
      event.preventDefault()
      pressed.run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The editor is in a shadow root, so that only the event's path has the real target. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0]
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** @returns whether a dialog, a menu or a list is open above the page; a message, which is a dialog to screen readers, is none */
export function isLayerOpen(): boolean {
  return (
    document.querySelector('dialog[open], [role="dialog"]:not(.toast), [role="menu"], [role="listbox"]') !==
    null
  )
}
