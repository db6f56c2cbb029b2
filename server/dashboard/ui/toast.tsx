/** Toasts: short messages about the results of actions. @module */
import { Toast as Base } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import { LogId } from './log-id.tsx'

/** The message, and an action that can undo the change. */
interface Message {
  title: string
  detail?: string
  undo?: () => void
  /** Of a failure: the toast leads to what is behind it. */
  log_id?: string | undefined
}

interface ToastData {
  log_id: string | undefined
}

const UNDO_WITHIN_MS = 10_000

/** Shows the messages that its children send with `useToast`. */
export function ToastArea({ children }: { children: ReactNode }) {
  return (
    <Base.Provider>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

/**
 * @returns a function that shows a message for 5 s, or 10 s when it can be undone; screen readers announce it politely
 */
export function useToast(): (message: Message) => void {
  const { add } = Base.useToastManager<ToastData>()
  return ({ title, detail, undo, log_id }) => {
    add({
      title,
      data: { log_id },
      ...(detail === undefined ? {} : { description: detail }),
      ...(undo === undefined
        ? {}
        : { timeout: UNDO_WITHIN_MS, actionProps: { children: TEXT.actions.undo, onClick: undo } }),
    })
  }
}

function ToastList() {
  const { toasts } = Base.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast">
      <div>
        <Base.Title className="toast-title" />
        <Base.Description className="muted" />
        {toast.data?.log_id !== undefined && <LogId id={toast.data.log_id} />}
      </div>
      {toast.actionProps && <Base.Action render={<Button />} />}
      <Base.Close render={<Button variant="quiet" icon="close" aria-label={TEXT.actions.close} />} />
    </Base.Root>
  ))
}
