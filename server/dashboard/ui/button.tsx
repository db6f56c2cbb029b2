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
  /** Fills the available width. */
  wide?: boolean
}

type ButtonProps = Looks &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** The action is running: the button cannot be pressed, and keeps its width. */
    busy?: boolean
    /** The action needs the server: without a network the button cannot be pressed, and explains why. */
    writes?: boolean
    /** Why the button cannot be pressed now; it stays focusable, so that the reason can be read. */
    blocked?: string | undefined
  }

/** The label is a verb with its object. Default of `type`: `button`. */
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

/** A link of the application that looks like a button. */
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
