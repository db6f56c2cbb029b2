/** The dialog of a page that creates something. @module */
import { useEffect, useState } from 'react'

/** What the palette appends to the address of a page. */
export const NEW = '#new'

/**
 * Opened by the button of the page, or by the palette from another page.
 *
 * @param refusal why the person may not create anything here
 */
export function useNew(refusal?: string): [isOpen: boolean, setIsOpen: (open: boolean) => void] {
  const [isOpen, setIsOpen] = useState(() => location.hash === NEW && refusal === undefined)
  useEffect(() => {
    // Loading the page once more does not open the dialog again.
    if (location.hash === NEW) history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  return [isOpen, setIsOpen]
}
