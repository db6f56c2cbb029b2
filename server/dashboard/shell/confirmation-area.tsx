/** Shows the confirmation dialog when a write requires the password. @module */
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useConfirmation } from '../api/context.tsx'

const ConfirmIdentity = lazy(() =>
  import('./confirm-identity.tsx').then((module) => ({ default: module.ConfirmIdentity })),
)

/** Renders nothing until the password is required. */
export function ConfirmationArea() {
  const { isAsked, subscribe, answer } = useConfirmation()
  const asked = useSyncExternalStore(subscribe, isAsked)
  // The page was left: cancel the question.
  useEffect(() => () => answer(false), [answer])
  if (!asked) return null
  // Outside of the page, which an open dialog hides from everyone.
  return createPortal(
    <Suspense>
      <ConfirmIdentity onAnswer={answer} />
    </Suspense>,
    document.body,
  )
}
