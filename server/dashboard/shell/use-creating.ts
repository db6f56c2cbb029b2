/** Whether the dialog of a list that creates something is open; the URL can open it. @module */
import { useState } from 'react'

const NEW = '#new'

/** @param list URL of a list. @returns URL that opens the list with its dialog */
export const newIn = (list: string): string => `${list}${NEW}`

/** @returns whether the dialog is open, and a function that opens or closes it */
export function useCreating(): [isOpen: boolean, set: (isOpen: boolean) => void] {
  const [isOpen, setOpen] = useState(() => location.hash === NEW)
  return [
    isOpen,
    (next) => {
      // Otherwise the dialog would open again after a reload.
      if (!next && location.hash === NEW)
        history.replaceState(history.state, '', location.pathname + location.search)
      setOpen(next)
    },
  ]
}
