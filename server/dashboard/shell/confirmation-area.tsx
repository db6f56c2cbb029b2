/** Shows the confirmation dialog when a write requires the password. @module */
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useConfirmation } from '../api/context.tsx'

const ConfirmIdentity = lazy(() =>
  import('./confirm-identity.tsx').then((module) => ({ default: module.ConfirmIdentity })),
)

/** Empty until something asks. */
export function ConfirmationArea() {
  const { isAsked, subscribe, answer } = useConfirmation()
  const asked = useSyncExternalStore(subscribe, isAsked)
  // The page is gone, and with it the question.
  useEffect(() => () => answer(false), [answer])
  if (!asked) return null
  // Beside the page, which a dialog of its own may hide from everybody.
  return createPortal(
    <Suspense>
      <ConfirmIdentity onAnswer={answer} />
    </Suspense>,
    document.body,
  )
}
