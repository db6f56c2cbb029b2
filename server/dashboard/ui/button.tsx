/** Buttons, and links that look like one. @module */
import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import { TEXT } from '../text.ts'
import type { IconName } from './icons.tsx'
import { Icon } from './icons.tsx'
import { useOnline } from './online.ts'

type Variant = 'plain' | 'primary' | 'quiet' | 'danger'

interface Looks {
  variant?: Variant
  icon?: IconName
  /** Fills the width that it is given. */
  wide?: boolean
}

type ButtonProps = Looks &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** Work is under way: it cannot be pressed, and keeps its width. */
    busy?: boolean
    /** It needs the server: off while there is no network, and says why. */
    writes?: boolean
    /** Why it cannot be pressed now; it stays focusable, so that the reason can be read. */
    blocked?: string | undefined
  }

/** A verb with its object. `type` is `button` unless it is said. */
export function Button({
  variant = 'plain',
  icon,
  wide = false,
  busy = false,
  writes = false,
  blocked,
  className,
  children,
  onClick,
  type = 'button',
  title,
  ...rest
}: ButtonProps) {
  const online = useOnline()
  const reason = blocked ?? (writes && !online ? TEXT.offline.writes : undefined)
  const off = busy || reason !== undefined
  return (
    <button
      {...rest}
      type={type}
      className={classOf(variant, wide, children, className)}
      aria-busy={busy || undefined}
      aria-disabled={off || undefined}
      title={reason ?? title}
      onClick={(event) => {
        // Not `disabled`: a person who uses the keyboard would lose the focus.
        if (off) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy && <span className="button-spin" aria-hidden="true" />}
      <Label icon={icon}>{children}</Label>
    </button>
  )
}

/** A link of the application in the shape of a button. */
export function ButtonLink({
  variant = 'plain',
  icon,
  wide = false,
  href,
  children,
}: Looks & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classOf(variant, wide, children, undefined)}>
      <Label icon={icon}>{children}</Label>
    </Link>
  )
}

function Label({ icon, children }: { icon: IconName | undefined; children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className="button-label">{children}</span>}
    </>
  )
}

function classOf(variant: Variant, wide: boolean, children: ReactNode, more: string | undefined): string {
  const shape = children === undefined ? 'icon-only' : undefined
  return ['button', variant, wide && 'wide', shape, more].filter(Boolean).join(' ')
}
